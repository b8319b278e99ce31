import type { z } from 'zod'
import { HubError } from '../../protocol/errors.ts'
import type { decidedProposal } from '../../protocol/member-edits.ts'
import { findProposal } from '../../store/member-proposals.ts'
import { readMember } from '../../store/members.ts'
import type { WriteContext } from '../../store/write.ts'
import { announceChange, editableOf, requireMayEdit, saveFields, type Editor } from './edit-member.ts'
import { closeProposal, fieldOf, valueOf } from './member-proposals.ts'

/**
 * Accepts a proposal, so that the field is what it says, or dismisses it; doing it again changes nothing. Throws `member_not_found` where
 * there is none, `forbidden` where whoever decides may not change the field, and `request_conflict` where somebody else has decided
 * otherwise or has changed the field since it was seen.
 */
export async function decideProposal(
  context: WriteContext,
  { memberId, proposalId, accept, was }: z.output<typeof decidedProposal>,
  editor: Editor,
): Promise<{ memberId: string; accepted: boolean }> {
  const proposal = await findProposal(context.tx, memberId, proposalId)
  if (!proposal) throw new HubError('member_not_found', 'There is no such proposal.')
  const field = fieldOf(proposal)
  requireMayEdit(editor.actor, field)
  const decided = { memberId, accepted: accept }
  if (proposal.decided_at !== null) {
    if ((proposal.accepted === 1) === accept) return decided
    throw new HubError('request_conflict', 'Someone else has already decided on this proposal.')
  }
  const member = await readMember(context.tx, memberId, context.counters.day.day)
  const value = valueOf(proposal)
  const values = accept ? { [field]: value } : {}
  if (accept && editableOf(member)[field] !== was) {
    throw new HubError('request_conflict', 'Someone else has just changed this field. Look at it again.')
  }
  closeProposal(context, proposal, accept)
  const action = accept ? 'proposal_accepted' : 'proposal_dismissed'
  const isSaved = await saveFields(context, member, values, { action, ...editor })
  if (!isSaved) context.audit({ actor: editor.actor, action, subject: memberId, details: { field } })
  announceChange(context, { ...member, ...values })
  return decided
}
