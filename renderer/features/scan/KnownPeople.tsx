import type { KnownPerson, TrialHad } from '../../../server/protocol/passes.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { formatDay, formatMoment, formatRow } from '../../i18n/format.ts'
import { ChoiceButton } from './ChoiceButton.tsx'
import './resolution.css'

interface KnownPeopleProps {
  people: readonly KnownPerson[]
  /** As it was typed. */
  name: string
  isGoing: boolean
  onChoose: (person: KnownPerson) => void
  onAnother: () => void
}

/** Who of these it is, or somebody else of the name; the first has the focus. */
export function KnownPeople({ people, name, isGoing, onChoose, onAnother }: KnownPeopleProps) {
  const wording = useWording()
  const { t } = wording
  if (people.length === 0) return null
  return (
    <>
      <p role="status">{t('families.who.title')}</p>
      <ul className="fix-it__list">
        {people.map((person, at) => (
          <li key={person.id} data-row>
            <ChoiceButton
              name={person.full_name}
              more={personLine(person, wording)}
              isNext={at === 0}
              isDisabled={isGoing}
              onPress={() => onChoose(person)}
            />
          </li>
        ))}
        <li data-row>
          <ChoiceButton
            name={t('families.who.another')}
            more={name}
            isDisabled={isGoing}
            onPress={onAnother}
          />
        </li>
      </ul>
    </>
  )
}

function personLine(person: KnownPerson, wording: Wording): string {
  const { t, language, timeZone, today } = wording
  const { membership_type, suspended, last_visit_time: at, trial } = person
  const parts = [
    suspended ? t('memberList.states.suspended') : '',
    membership_type,
    trial === null ? '' : trialLine(trial, wording),
    at === null ? '' : t('families.who.lastVisit', { time: formatMoment(at, today, timeZone, language) }),
  ]
  return formatRow(parts, language)
}

/** Which trial somebody had. */
export function trialLine({ plan, day }: TrialHad, { t, language, today }: Wording): string {
  return t('families.trial', { plan, day: formatDay(day, today, language) })
}
