import { useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import type { HubPlace, KioskBridge, PcRole } from '../../electron/bridge.ts'
import { HostOrJoin } from '../features/first-start/HostOrJoin.tsx'
import { JoinForm } from '../features/first-start/JoinForm.tsx'
import { ReplacedHub } from '../features/first-start/ReplacedHub.tsx'
import { SetUpForm } from '../features/first-start/SetUpForm.tsx'
import { Languages } from '../features/screen/LanguageChoice.tsx'
import { storeDeskLanguage, storeLastLanguage, useLastLanguage } from '../i18n/stored-language.ts'
import { traitsOf, type Language } from '../i18n/languages.ts'
import { usePageLanguage } from '../i18n/use-page-language.ts'
import { usePageLook } from '../ui/use-page-look.ts'
import '../features/first-start/first-start.css'
import './theme.css'
import './app.css'

/** A hub that is to be set up, and the code that proves that one may. */
interface NewHub {
  hub: HubPlace
  code: string
}

interface FirstStartProps {
  /** The hub to be set up, where it is known already; else this PC is to choose what it is. */
  newHub: NewHub | null
  /** Whether another hub has taken the place of this PC's. */
  isReplaced?: boolean
  kiosk: KioskBridge | undefined
  /** What this PC is by now. */
  role: PcRole
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
  storeDeskLanguage(language)
  storeLastLanguage(language)
}

function Step({ newHub, isReplaced = false, kiosk, role, onDone }: FirstStartProps) {
  const { t } = useTranslation()
  const [hosted, setHosted] = useState(newHub)
  const [way, setWay] = useState<'choose' | 'join' | 'host' | 'failed'>('choose')
  if (hosted) return <SetUpForm {...hosted} onDone={onDone} />
  if (!kiosk) return null
  if (isReplaced) return <ReplacedHub kiosk={kiosk} role={role} />
  const host = (): void => {
    setWay('host')
    hostHere(kiosk).then(
      (hosting) => {
        if (hosting === 'done') onDone()
        else if (hosting !== 'starting_anew') setHosted(hosting)
      },
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
          <HostOrJoin role={role} onHost={host} onJoin={() => setWay('join')} onStay={onDone} />
          <div role="alert">{way === 'failed' && <p className="ui-error">{t('firstStart.failed')}</p>}</div>
        </>
      )
  }
}

/** Makes this PC the host; the hub where it is to be set up, `done` where it is set up already. */
async function hostHere(kiosk: KioskBridge): Promise<NewHub | 'done' | 'starting_anew'> {
  const hosting = await kiosk.hostHere()
  if (hosting === 'starting_anew') return hosting
  const [hub, code] = await Promise.all([kiosk.hub(), kiosk.setUpCode()])
  return code === null ? 'done' : { hub, code }
}
