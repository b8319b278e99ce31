import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import { useStored, writeStored } from '../../ui/stored.ts'
import { SignInWays, WAYS, type Way } from './SignInWays.tsx'
import { usePeople } from '../../contexts/use-people.ts'
import { WhoIsIt } from './WhoIsIt.tsx'
import './people.css'

/** The way that was used last at this machine; a new hub has no accounts, so a code comes first. */
const WAY_KEY = 'av-gym-front-desk sign-in'

interface SignInScreenProps {
  /** True where a card was scanned, which nobody is here to decide about. */
  isCardIgnored: boolean
  /** What belongs to the screen rather than to signing in. */
  below: ReactNode
}

/** Signs this desk in: who is known here by name and PIN, everybody else by account, code or link. */
export function SignInScreen({ isCardIgnored, below }: SignInScreenProps) {
  const { t } = useTranslation()
  const { error, session } = useSession()
  const people = usePeople()
  const lastWay = useStored(WAY_KEY, WAYS, 'code')
  const [chosenWay, setChosenWay] = useState<Way | null>(null)
  const [wantsOther, setWantsOther] = useState(false)
  const isKnown = people !== null && people.length > 0
  const showsPeople = isKnown && !wantsOther && error === null
  const usePassword = (): void => {
    setChosenWay('password')
    setWantsOther(true)
  }
  return (
    <main className="people">
      <div className="ui-card people__card">
        <p className="people__product" dir="auto">
          {session.deskName || t('product')}
        </p>
        <h1 className="people__title">{t(showsPeople ? 'people.title' : 'signIn.title')}</h1>
        <div role="alert">{isCardIgnored && <p className="ui-error">{t('signIn.cardIgnored')}</p>}</div>
        {people === null && <p role="status">{t('signIn.asking')}</p>}
        {showsPeople && <WhoIsIt people={people} onPassword={usePassword} onDone={() => undefined} />}
        {people !== null && !showsPeople && (
          <SignInWays
            way={chosenWay ?? lastWay}
            onWay={setChosenWay}
            firstError={error}
            onDone={(way) => writeStored(WAY_KEY, way)}
          />
        )}
        {isKnown && !showsPeople && (
          <button type="button" className="ui-link-button" onClick={() => setWantsOther(false)}>
            {t('people.usePin')}
          </button>
        )}
      </div>
      {below}
    </main>
  )
}
