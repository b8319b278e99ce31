import type { Db, Tx } from './database.ts'
import type { MemberProposalsTable } from './tables/members.ts'
import { prepared, preparedWrite } from './prepared.ts'

/** What was typed for a field of a member while somebody else changed it. Decided ones stay, so that it can be told who knew what. */
export type ProposalRow = MemberProposalsTable

/** One that nobody has decided, with the name of whoever typed it: null for somebody without an account. */
export type NamedProposal = ProposalRow & { staff_name: string | null }

const selectOpen = prepared<{ memberId: string }>()((db, value) =>
  db
    .selectFrom('member_proposals as proposal')
    .leftJoin('staff', 'staff.id', 'proposal.staff_id')
    .selectAll('proposal')
    .select('staff.full_name as staff_name')
    .where('proposal.member_id', '=', value('memberId'))
    .where('proposal.decided_at', 'is', null)
    .orderBy('proposal.at')
    .orderBy('proposal.id'),
)

/** Those of a member that nobody has decided, the oldest first. */
export async function listOpenProposals(db: Db, memberId: string): Promise<NamedProposal[]> {
  return selectOpen(db, { memberId })
}

/** One of them, also where it is decided. */
export async function findProposal(db: Db, memberId: string, id: string): Promise<ProposalRow | undefined> {
  return db
    .selectFrom('member_proposals')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertProposal(tx: Tx, proposal: ProposalRow): Promise<void> {
  await tx.insertInto('member_proposals').values(proposal).execute()
}

type Decision = Pick<ProposalRow, 'member_id' | 'id'> & { decided_at: number; accepted: 0 | 1 }

const updateDecided = preparedWrite<Decision>()((db, value) =>
  db
    .updateTable('member_proposals')
    .set({ decided_at: value('decided_at'), accepted: value('accepted') })
    .where('member_id', '=', value('member_id'))
    .where('id', '=', value('id')),
)

export function saveDecision(tx: Tx, decision: Decision): void {
  updateDecided(tx, decision)
}
