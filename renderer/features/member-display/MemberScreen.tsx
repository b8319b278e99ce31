import { TbMessage2 } from 'react-icons/tb'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembersLanguage } from '../../i18n/stored-language.ts'
import { usePageLanguage } from '../../i18n/use-page-language.ts'
import { VerdictIcon } from '../../ui/icons.tsx'
import { usePageLook } from '../../ui/use-page-look.ts'
import type { Sign } from './display-message.ts'
import { useDisplay } from './use-display.ts'
import '../../app/theme.css'
import './member-display.css'

/** The window that members see: the gym's name, and for a moment after each scan one huge sign. */
export function MemberScreen() {
  const { t } = useTranslation()
  const { sign, gym, name, isDeskThere } = useDisplay()
  const { language } = useMembersLanguage()
  usePageLook()
  usePageLanguage(language, isDeskThere)
  useEffect(() => {
    document.title = t('memberDisplay.title')
  }, [t])
  return (
    <main className="member" data-testid="member-sign" data-sign={isDeskThere ? sign : 'gone'}>
      {isDeskThere ? (
        <ShownSign sign={sign} gym={gym} name={name} />
      ) : (
        <>
          <p className="member__word">{t('memberDisplay.gone')}</p>
          <p className="member__hint">{t('memberDisplay.goneWhy')}</p>
        </>
      )}
    </main>
  )
}

function ShownSign({ sign, gym, name }: { sign: Sign; gym: string; name: string }) {
  const { t } = useTranslation()
  return (
    <>
      {gym !== '' && (
        <h1 className={sign === 'calm' ? 'member__gym' : 'member__gym member__gym--small'}>{gym}</h1>
      )}
      <div className={`member__sign member__sign--${sign}`} role="status">
        {sign === 'calm' ? (
          <p className="member__hint">{t('memberDisplay.calm')}</p>
        ) : (
          <SignIcon sign={sign} />
        )}
        {sign !== 'calm' && <p className="member__word">{t(WORDS[sign])}</p>}
        {name !== '' && (
          <p className="member__name" dir="auto">
            {name}
          </p>
        )}
      </div>
    </>
  )
}

const WORDS = {
  welcome: 'memberDisplay.welcome',
  goodbye: 'memberDisplay.goodbye',
  see_desk: 'memberDisplay.seeDesk',
} as const

/** No octagon and no red for who is asked to the desk: others are looking. */
function SignIcon({ sign }: { sign: Exclude<Sign, 'calm'> }) {
  if (sign === 'see_desk') return <TbMessage2 className="member__icon" aria-hidden="true" />
  return <VerdictIcon look={sign === 'welcome' ? 'granted' : 'leaving'} />
}
