import { useTranslation } from 'react-i18next'
import type { DuplicatePair, PairedMember } from '../../../server/protocol/duplicates.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { dayOf, formatBirthday, formatDay, formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'

interface PairRowProps {
  pair: DuplicatePair
  onCompare: (memberId: string, otherId: string) => void
  onDismissed: () => void
}

/** Two members who may be one person, and why; whoever knows says whether they are. */
export function PairRow({ pair, onCompare, onDismissed }: PairRowProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [one, other] = pair.members
  const names = { one: one.full_name, other: other.full_name }
  const dismiss = (): void =>
    run(async () => {
      await hub.call('duplicates.dismiss', { memberId: one.id, otherId: other.id })
      onDismissed()
    })
  return (
    <li className="duplicates__pair">
      <div className="duplicates__both">
        <Member member={one} wording={wording} />
        <Member member={other} wording={wording} />
      </div>
      <p className="duplicates__more">
        {formatRow(
          pair.reasons.map((reason) => t(`duplicates.reason.${reason}`)),
          wording.language,
        )}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button
          kind="small"
          label={t('duplicates.compareNames', names)}
          onPress={() => onCompare(one.id, other.id)}
        >
          {t('duplicates.compare')}
        </Button>
        <Button
          kind="small"
          label={t('duplicates.twoPeopleNames', names)}
          isDisabled={isGoing}
          onPress={dismiss}
        >
          {t('duplicates.twoPeople')}
        </Button>
      </div>
    </li>
  )
}

function Member({ member, wording }: { member: PairedMember; wording: Wording }) {
  const { t, language, today, timeZone } = wording
  const { full_name, membership_type, phone, email, birthday, added_time } = member
  const added = formatDay(dayOf(added_time, timeZone), today, language)
  const born = birthday === null ? '' : formatBirthday(birthday, language)
  const facts = [membership_type, phone, email, born, t('duplicates.added', { day: added })]
  return (
    <div>
      <p className="duplicates__name" dir="auto">
        {full_name}
      </p>
      <p className="duplicates__more">
        {formatRow(
          facts.filter((fact) => fact !== ''),
          language,
        )}
      </p>
    </div>
  )
}
