import { isoTime } from '../../domain/iso-time.ts'
import type {
  EditableField,
  EditableMember,
  FieldValue,
  MemberProposal,
} from '../../protocol/member-edits.ts'
import type { Actor } from '../../store/audit-log.ts'
import {
  insertProposal,
  listOpenProposals,
  saveDecision,
  type NamedProposal,
  type ProposalRow,
} from '../../store/member-proposals.ts'
import type { WriteContext } from '../../store/write.ts'
import { fingerprinter, type Fingerprints } from './audited-member.ts'

/** A value that was typed for a field, and what was seen there before. */
interface Proposed {
  field: EditableField
  was: FieldValue
  now: FieldValue
}

interface ProposedBy {
  actor: Actor
  fingerprints: Fingerprints
  newId: () => string
}

/** Keeps values for somebody to decide on, each once; false where there is nothing new. */
export async function propose(
  context: WriteContext,
  memberId: string,
  values: readonly Proposed[],
  { actor, fingerprints, newId }: ProposedBy,
): Promise<boolean> {
  if (values.length === 0) return false
  const open = await listOpenProposals(context.tx, memberId)
  const print = await fingerprinter(context, memberId, fingerprints)
  const isKnown = ({ field, now }: Proposed) =>
    open.some((known) => known.field === field && valueOf(known) === now)
  const added = values.filter((value) => !isKnown(value))
  for (const { field, was, now } of added) {
    const id = newId()
    await insertProposal(context.tx, {
      ...{ member_id: memberId, id, field, value: JSON.stringify(now), seen: JSON.stringify(was) },
      ...{ staff_id: actor.id, at: context.now, decided_at: null, accepted: null },
    })
    const details = { proposal: id, field, value: print(field, now) }
    context.audit({ actor, action: 'proposal_made', subject: memberId, details })
  }
  return added.length > 0
}

/** What somebody wanted a field to be has come true: there is nothing to decide any more. */
export async function settleProposals(
  context: WriteContext,
  memberId: string,
  values: Partial<EditableMember>,
): Promise<void> {
  if (Object.keys(values).length === 0) return
  for (const proposal of await listOpenProposals(context.tx, memberId)) {
    if (valueOf(proposal) === values[fieldOf(proposal)]) closeProposal(context, proposal, true)
  }
}

export function closeProposal(
  { tx, now }: WriteContext,
  { member_id, id }: ProposalRow,
  isAccepted: boolean,
): void {
  saveDecision(tx, { member_id, id, decided_at: now, accepted: isAccepted ? 1 : 0 })
}

/** A proposal as desks are sent it. */
export function proposalOf(row: NamedProposal, member: EditableMember): MemberProposal {
  const field = fieldOf(row)
  const [value, current] = [valueOf(row), member[field]]
  return { id: row.id, field, value, current, by: row.staff_name, at: isoTime(row.at) }
}

export function fieldOf({ field }: Pick<ProposalRow, 'field'>): EditableField {
  return field as EditableField
}

export function valueOf({ value }: Pick<ProposalRow, 'value'>): FieldValue {
  return JSON.parse(value) as FieldValue
}
