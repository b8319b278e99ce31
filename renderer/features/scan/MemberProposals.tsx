import { useTranslation } from 'react-i18next'
import type { FieldValue, MemberProposal } from '../../../server/protocol/member-edits.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useMoment } from '../../contexts/use-moment.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'

interface MemberProposalsProps {
  member: Pick<MemberDetails, 'id' | 'proposals'>
  mayChange: boolean
}

/** What was typed for a field while somebody else changed it: one of the two values is taken, by whoever knows. */
export function MemberProposals({ member, mayChange }: MemberProposalsProps) {
  const { t } = useTranslation()
  const { proposals = [] } = member
  if (proposals.length === 0) return null
  return (
    <section aria-label={t('memberForm.proposals')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('memberForm.proposals')}</h3>
      <p>{t('memberForm.proposalsWhy')}</p>
      <ul className="member-sheet__overrides">
        {proposals.map((proposal) => (
          <ProposalRow key={proposal.id} memberId={member.id} proposal={proposal} mayChange={mayChange} />
        ))}
      </ul>
    </section>
  )
}

interface ProposalRowProps {
  memberId: string
  proposal: MemberProposal
  mayChange: boolean
}

function ProposalRow({ memberId, proposal, mayChange }: ProposalRowProps) {
  const { t, i18n } = useTranslation()
  const hub = useHub()
  const moment = useMoment()
  const words = useValueWords()
  const { isGoing, error, run } = useOperation({ request_conflict: t('memberForm.overtaken') })
  const { id: proposalId, field, by, at, current } = proposal
  const value = words(proposal.value)
  const who = formatRow([by ?? t('messages.somebody'), moment(Date.parse(at))], i18n.language)
  const decide = (accept: boolean): void =>
    run(() => hub.call('proposals.decide', { memberId, proposalId, accept, was: current }))
  return (
    <li className="member-sheet__override">
      <div>
        <p>
          {t('memberForm.proposed', { field: t(`memberForm.field.${field}`), value, now: words(current) })}
        </p>
        <p className="fix-it__choice-more">{who}</p>
        <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      </div>
      {mayChange && (
        <div className="ui-actions">
          <Button
            kind="small"
            label={t('memberForm.acceptValue', { value })}
            isDisabled={isGoing}
            onPress={() => decide(true)}
          >
            {t('memberForm.accept')}
          </Button>
          <Button
            kind="small"
            label={t('memberForm.dismissValue', { value })}
            isDisabled={isGoing}
            onPress={() => decide(false)}
          >
            {t('memberForm.dismiss')}
          </Button>
        </div>
      )}
    </li>
  )
}

function useValueWords(): (value: FieldValue) => string {
  const { t } = useTranslation()
  return (value) => {
    if (typeof value === 'boolean') return t(`memberForm.isSuspended.${value ? 'yes' : 'no'}`)
    return value === null || value === '' ? t('none') : value
  }
}
