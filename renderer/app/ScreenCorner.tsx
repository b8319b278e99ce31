import { ScreenButton } from '../features/screen/ScreenButton.tsx'
import { KioskSettings } from './KioskSettings.tsx'
import { SaveDiagnostics } from './SaveDiagnostics.tsx'
import { ThisPc } from './ThisPc.tsx'

/** The way to this screen's settings, in the corner of a screen that has no top line. */
export function ScreenCorner() {
  return (
    <div className="app__corner">
      <ScreenButton
        more={
          <>
            <KioskSettings />
            <ThisPc />
            <SaveDiagnostics />
          </>
        }
      />
    </div>
  )
}
