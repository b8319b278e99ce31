import { usePhoto } from '../../contexts/use-photo.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { VerdictIcon } from '../../ui/icons.tsx'
import type { ShownMember, ShownResult } from '../../services/shown-result.ts'
import { lineOf, lookOf, wordOf } from './describe-result.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { factsOf } from './facts-of.ts'
import { NextSteps } from './NextSteps.tsx'
import { ShownNotes } from './ShownNotes.tsx'
import type { Step } from './steps.ts'

/** What whoever let somebody in may be asked about. */
const WARNING_FLAGS: ReadonlySet<string> = new Set(['expires_soon', 'overridden', 'back_dated'])

interface ResultViewProps {
  shown: ShownResult
  /** Results that come after this one. */
  waiting: number
  wording: Wording
  onStep: (step: Step) => void
  onDismiss: (agoMs?: number) => void
}

/** One result: the verdict, the person, and what can be done next. */
export function ResultView(props: ResultViewProps) {
  const { shown, waiting, wording } = props
  const { result } = shown
  return (
    <div className="scan__view" key={shown.key}>
      <Verdict shown={shown} waiting={waiting} wording={wording} />
      {result?.member ? (
        <Person
          member={result.member}
          shown={shown}
          wording={wording}
          onWrite={() => props.onStep('writeNote')}
        />
      ) : (
        <Nobody code={shown.code} wording={wording} />
      )}
      <NextSteps {...props} t={wording.t} />
    </div>
  )
}

function Verdict({ shown, waiting, wording }: { shown: ShownResult; waiting: number; wording: Wording }) {
  const look = lookOf(shown)
  return (
    <header className={`scan__band scan__band--${look}`}>
      <VerdictIcon look={look} />
      <div className="scan__words">
        <h2 className="scan__word">{wordOf(shown, wording.t)}</h2>
        <p className="scan__line">{lineOf(shown, wording)}</p>
      </div>
      {waiting > 0 && <p className="scan__more">{wording.t('stage.next', { count: waiting })}</p>}
    </header>
  )
}

interface PersonProps {
  member: ShownMember
  shown: ShownResult
  wording: Wording
  /** Somebody wants to write a note about them. */
  onWrite: () => void
}

/** Words of this length and more would not fit the panel at the size of the others. */
const LONG_NAME = 28

/** Who it is; a note that must be read above the facts, so that no screen is too small for it. */
function Person({ member, shown, wording, onWrite }: PersonProps) {
  const name = member.full_name
  return (
    <div className="scan__person">
      <Avatar name={name} photoUrl={usePhoto(member.id, member.photo_url ?? null)} />
      <div className="scan__about">
        <h3 className={name.length < LONG_NAME ? 'scan__name' : 'scan__name scan__name--long'} dir="auto">
          {name}
        </h3>
        <Flags shown={shown} wording={wording} />
        {member.note_must_be_read === true && <ShownNotes member={member} onWrite={onWrite} />}
        <dl className="scan__facts">
          {factsOf(shown, wording).map(({ label, value }) => (
            <div className="scan__fact" key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {member.note_must_be_read !== true && <ShownNotes member={member} onWrite={onWrite} />}
      </div>
    </div>
  )
}

function Flags({ shown, wording: { t } }: { shown: ShownResult; wording: Wording }) {
  // Undone is the verdict itself, a repeated card a fact with its time.
  const flags = (shown.result?.flags ?? []).filter((flag) => flag !== 'undone' && flag !== 'duplicate_of')
  const isPreview = shown.result?.isPreview === true
  if (flags.length === 0 && !isPreview) return null
  return (
    <ul className="scan__flags">
      {isPreview && (
        <li>
          <Chip tone="accent">{t('flag.preview')}</Chip>
        </li>
      )}
      {flags.map((flag) => (
        <li key={flag}>
          <Chip tone={WARNING_FLAGS.has(flag) ? 'warning' : 'accent'}>{t(`flag.${flag}`)}</Chip>
        </li>
      ))}
    </ul>
  )
}

/** In place of the person, where the card belongs to nobody or the hub has not said. */
function Nobody({ code, wording }: { code: string | null; wording: Wording }) {
  return (
    <div className="scan__person scan__person--nobody">
      {code !== null && (
        <dl className="scan__facts">
          <div className="scan__fact">
            <dt>{wording.t('fact.card')}</dt>
            <dd className="scan__code" dir="ltr">
              {code}
            </dd>
          </div>
        </dl>
      )}
    </div>
  )
}
