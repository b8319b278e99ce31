import { useTranslation } from 'react-i18next'
import type { FoundMember } from '../../../server/protocol/methods.ts'
import { Button } from '../../ui/Button.tsx'
import type { MemberSearch } from '../../contexts/use-member-search.ts'

interface FoundRowsProps {
  state: MemberSearch['state']
  /** Those found who are not inside. */
  members: readonly FoundMember[]
  /** Members whose command is not answered yet. */
  busy: ReadonlySet<string>
  onCheckIn: (member: FoundMember) => void
}

/** Members who are not inside, with what lets them in. */
export function FoundRows({ state, members, busy, onCheckIn }: FoundRowsProps) {
  const { t } = useTranslation()
  return (
    <section className="members__found" aria-label={t('members.notInside')}>
      <h3 className="ui-card__title">{t('members.notInside')}</h3>
      <p className="ui-empty members__said" role="status">
        {state === 'searching' && t('members.searching')}
        {state === 'failed' && t('members.searchFailed')}
        {state === 'found' && members.length === 0 && t('members.noOther')}
        {state === 'found' && members.length > 0 && (
          <span className="ui-unseen">{t('members.found', { count: members.length })}</span>
        )}
      </p>
      <ul>
        {members.map((member) => (
          <li
            key={member.id}
            className="members__row"
            data-row
            data-testid="found-row"
            data-member-id={member.id}
          >
            <span className="members__name" dir="auto">
              {member.full_name}
            </span>
            <span className="members__kind" dir="auto">
              {member.membership_type}
            </span>
            <Button
              kind="small"
              label={t('members.checkInName', { name: member.full_name })}
              isDisabled={busy.has(member.id)}
              onPress={() => onCheckIn(member)}
            >
              {t('members.checkIn')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
