import type { KnownPerson } from '../../services/api.ts'
import { initialsOf } from '../../ui/initials.ts'

/** Those who may switch in by PIN, each a large button. */
export function PeopleList({
  people,
  onChoose,
}: {
  people: readonly KnownPerson[]
  onChoose: (person: KnownPerson) => void
}) {
  return (
    <ul className="people__list">
      {people.map((person, index) => (
        <li key={person.id}>
          <button
            type="button"
            className="people__person"
            autoFocus={index === 0}
            onClick={() => onChoose(person)}
          >
            <span className="people__initials" aria-hidden="true">
              {initialsOf(person.name)}
            </span>
            <span className="people__name" dir="auto">
              {person.name}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
