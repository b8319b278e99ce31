import { stringify } from 'csv-stringify/sync'
import type { ListedMember, MemberListPage } from '../../../protocol/member-list.ts'
import { guarded } from './cells.ts'

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
  const cells = { ...member, status: refusal ?? 'active' }
  return Object.fromEntries(
    Object.entries(cells).map(([name, value]) => [name, typeof value === 'string' ? guarded(value) : value]),
  )
}
