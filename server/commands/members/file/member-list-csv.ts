import { stringify } from 'csv-stringify/sync'
import type { FollowUp } from '../../../protocol/follow-up.ts'
import type { ListedMember, MemberListPage } from '../../../protocol/member-list.ts'
import { guardedCells } from './cells.ts'

/** Named as in a members file, so that the list comes in again as one. */
const COLUMNS = [
  'id',
  'full_name',
  'membership_type',
  'status',
  'valid_until',
  'visits_left',
  'phone',
  'email',
  'debt_cents',
]

/** A list as a file, page by page. */
export async function* memberListCsv(pages: AsyncIterable<MemberListPage>): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\n`
  for await (const { members } of pages) yield stringify(members.map(cellsOf), { columns: COLUMNS })
}

function cellsOf({ refusal, ...member }: ListedMember): Record<string, unknown> {
  return guardedCells({ ...member, status: refusal ?? 'active' })
}

const FOLLOW_UP_COLUMNS = [
  ...['id', 'full_name', 'membership_type', 'phone', 'email', 'about', 'valid_until'],
  ...['frozen_from', 'debt_cents', 'debt_since', 'last_visit_time', 'birthday'],
]

/** A list to call as a file, as it is on screen. */
export function followUpCsv(members: readonly FollowUp[]): string {
  const rows = members.map((member) => guardedCells({ ...member }))
  return stringify(rows, { columns: FOLLOW_UP_COLUMNS, header: true })
}
