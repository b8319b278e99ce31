import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownPerson } from '../../services/api.ts'
import { PeopleList } from './PeopleList.tsx'
import { PinSignIn } from './PinSignIn.tsx'

interface WhoIsItProps {
  people: readonly KnownPerson[]
  onPassword: () => void
  onDone: () => void
}

/** Signs in whoever is known at this desk: first the name, then the PIN. */
export function WhoIsIt({ people, onPassword, onDone }: WhoIsItProps) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<KnownPerson | null>(null)
  return (
    <>
      {person ? (
        <PinSignIn key={person.id} person={person} onBack={() => setPerson(null)} onDone={onDone} />
      ) : (
        <PeopleList people={people} onChoose={setPerson} />
      )}
      <button type="button" className="ui-link-button" onClick={onPassword}>
        {t('people.usePassword')}
      </button>
    </>
  )
}
