import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import type { ReaderState } from '../../services/readers/reader.ts'
import { Button } from '../../ui/Button.tsx'
import { CameraPicture } from './CameraPicture.tsx'
import { RoleField } from './RoleField.tsx'
import { useReaderName } from './use-reader-name.ts'

/** The camera: off until somebody switches it on here; while it is on, what it sees is shown for aiming. */
export function CameraRow({ reader }: { reader: ReaderState }) {
  const { t } = useTranslation()
  const { parts, reaches, camera, isCameraOn } = useReaders()
  const name = useReaderName()(reader)
  const isFailing = isCameraOn && reader.status !== 'connected' && reader.status !== 'off'
  return (
    <li className="setup__reader" aria-label={name} data-testid="reader" data-status={reader.status}>
      <div className="setup__reader-top">
        <div className="setup__reader-words">
          <p className="setup__reader-name" dir="auto">
            {name}
          </p>
          <p className={isFailing ? 'setup__hint setup__hint--warning' : 'setup__hint'}>
            {t(`setUp.camera.${reader.status}`)}
          </p>
        </div>
        <RoleField reader={reader} name={name} />
      </div>
      {reaches.camera === 'possible' ? (
        <div className="ui-actions">
          <Button kind="small" onPress={() => void parts.switchCamera(!isCameraOn)}>
            {t(isCameraOn ? 'setUp.cameraOff' : 'setUp.cameraOn')}
          </Button>
        </div>
      ) : (
        <p className="setup__hint">{t(`setUp.reach.${reaches.camera}`, { kind: name })}</p>
      )}
      {camera && <CameraPicture stream={camera.stream} />}
    </li>
  )
}
