import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { useShownLanguage } from '../contexts/use-language.ts'
import { useConnection, useSession } from '../contexts/WebSocketContext.tsx'
import { traitsOf } from '../i18n/languages.ts'
import { isTurnedAway } from '../services/connection-state.ts'
import { usePageLook } from '../ui/use-page-look.ts'
import { DeskScreen } from './DeskScreen.tsx'
import { SignedOutScreen } from './SignedOutScreen.tsx'
import { TurnedAwayScreen } from './TurnedAwayScreen.tsx'
import './theme.css'
import './app.css'

/** The whole page: the desk, or how to make this machine one. */
export function App() {
  const { i18n } = useTranslation()
  usePageLook()
  useShownLanguage()
  return (
    <I18nProvider locale={traitsOf(i18n.language).locale}>
      <Screen />
    </I18nProvider>
  )
}

function Screen() {
  const { phase } = useSession()
  const stoppedBecause = useConnection('stoppedBecause')
  switch (phase) {
    case 'starting':
      return <Starting />
    case 'signed_out':
      return <SignedOutScreen />
    case 'signed_in':
      return isTurnedAway({ stoppedBecause }) ? <TurnedAwayScreen /> : <DeskScreen />
  }
}

function Starting() {
  const { t } = useTranslation()
  return (
    <main className="app-starting">
      <p role="status">{t('starting')}</p>
    </main>
  )
}
