import { useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import type { HubPlace, KioskBridge } from '../../electron/bridge.ts'
import { HostOrJoin } from '../features/first-start/HostOrJoin.tsx'
import { JoinForm } from '../features/first-start/JoinForm.tsx'
import { SetUpForm } from '../features/first-start/SetUpForm.tsx'
import { Languages } from '../features/screen/LanguageChoice.tsx'
import { keepDeskLanguage, keepLastLanguage, useLastLanguage } from '../i18n/kept-language.ts'
import { traitsOf, type Language } from '../i18n/languages.ts'
import { usePageLanguage } from '../i18n/use-page-language.ts'
import { usePageLook } from '../ui/use-page-look.ts'
import '../features/first-start/first-start.css'
import './theme.css'
import './app.css'

/** A hub that is to be set up, and the code that proves that one may. */
export interface NewHub {
  hub: HubPlace
  code: string
}

interface FirstStartProps {
  /** The hub to be set up, where it is known already; else this PC is to choose what it is. */
  newHub: NewHub | null
  kiosk: KioskBridge | undefined
  /** Told when there is a hub to be a desk of. */
  onDone: () => void
}

/** Everything between a new PC and its first desk. */
export function FirstStart(props: FirstStartProps) {
  const { i18n } = useTranslation()
  usePageLook()
  const language = useLastLanguage()
  usePageLanguage(language)
  return (
    <I18nProvider locale={traitsOf(i18n.language).locale}>
      <main className="first-start">
        <Languages value={language} onChange={choose} />
        <div className="ui-card first-start__card">
          <Step {...props} />
        </div>
      </main>
    </I18nProvider>
  )
}

/** Nobody is signed in yet: it is the desk's own language. */
function choose(language: Language): void {
  keepDeskLanguage(language)
  keepLastLanguage(language)
}

function Step({ newHub, kiosk, onDone }: FirstStartProps) {
  const { t } = useTranslation()
  const [hosted, setHosted] = useState(newHub)
  const [way, setWay] = useState<'choose' | 'join' | 'host' | 'failed'>('choose')
  if (hosted) return <SetUpForm {...hosted} onDone={onDone} />
  if (!kiosk) return null
  const host = (): void => {
    setWay('host')
    hostHere(kiosk).then(
      (started) => (started ? setHosted(started) : onDone()),
      () => setWay('failed'),
    )
  }
  switch (way) {
    case 'join':
      return <JoinForm kiosk={kiosk} onBack={() => setWay('choose')} />
    case 'host':
      return <p role="status">{t('firstStart.startingHub')}</p>
    case 'failed':
    case 'choose':
      return (
        <>
          <HostOrJoin onHost={host} onJoin={() => setWay('join')} />
          <div role="alert">{way === 'failed' && <p className="ui-error">{t('firstStart.failed')}</p>}</div>
        </>
      )
  }
}

/** Starts the hub of this PC; null where it is set up already. */
async function hostHere(kiosk: KioskBridge): Promise<NewHub | null> {
  await kiosk.hostHere()
  const [hub, code] = await Promise.all([kiosk.hub(), kiosk.setUpCode()])
  return code === null ? null : { hub, code }
}
