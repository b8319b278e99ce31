import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../contexts/use-language.ts'
import { useConnection, useSession } from '../contexts/WebSocketContext.tsx'
import { keepLastLanguage } from '../i18n/kept-language.ts'
import { traitsOf } from '../i18n/languages.ts'
import { usePageLanguage } from '../i18n/use-page-language.ts'
import { usePageLook } from '../ui/use-page-look.ts'
import { DeskScreen } from './DeskScreen.tsx'
import { SignedOutScreen } from './SignedOutScreen.tsx'
import './theme.css'
import './app.css'

/** The whole page: the desk, or how to make this machine one. */
export function App() {
  const { i18n } = useTranslation()
  const { language } = useLanguage()
  const { phase } = useConnection()
  usePageLook()
  usePageLanguage(language, phase)
  useEffect(() => keepLastLanguage(language), [language])
  return (
    <I18nProvider locale={traitsOf(i18n.language).locale}>
      <Screen />
    </I18nProvider>
  )
}

function Screen() {
  const { phase } = useSession()
  switch (phase) {
    case 'starting':
      return <Starting />
    case 'signed_out':
      return <SignedOutScreen />
    case 'signed_in':
      return <DeskScreen />
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
