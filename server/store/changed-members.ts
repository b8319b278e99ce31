import type { Db } from './database.ts'
import { noteMembers } from './noted-members.ts'
import type { MembersTable } from './tables/members.ts'
import { IS_MEMBER } from './own-members.ts'

/** Which members are other ones to a search than they were when it looked last. */

/** Members read in one go: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 250

type ChangedMember = Pick<MembersTable, 'id' | 'full_name' | 'phone'>

/** Members who are other ones to a search than they were; at first all there are. */
export interface ChangedMembers {
  /** How many were there at first. */
  count: number
  /** Some of them as they are now, each given once a change; `gone` are those who are not members any more. */
  take: () => Promise<{ members: ChangedMember[]; gone: string[] }>
}

/** Begins to note members who change, from all there are. */
export async function noteAllMembers(db: Db): Promise<ChangedMembers> {
  const noted = await noteMembers(db, 'names')
  const { count } = await db
    .selectFrom('members')
    .select((member) => member.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  /** The last of the first read, by their ids; null when all have been given. */
  let readTo: string | null = ''
  return {
    count,
    async take() {
      if (readTo !== null) {
        const members = await listMembersAfter(db, readTo)
        readTo = members.length < MEMBERS_AT_ONCE ? null : (members.at(-1)?.id ?? null)
        if (members.length > 0) return { members, gone: [] }
      }
      return findMembers(db, await noted.take(MEMBERS_AT_ONCE))
    },
  }
}

function listMembersAfter(db: Db, after: string): Promise<ChangedMember[]> {
  const members = db.selectFrom('members').select(['id', 'full_name', 'phone'])
  return members.where('id', '>', after).where(IS_MEMBER).orderBy('id').limit(MEMBERS_AT_ONCE).execute()
}

async function findMembers(db: Db, ids: string[]): ReturnType<ChangedMembers['take']> {
  if (ids.length === 0) return { members: [], gone: [] }
  const members = await db
    .selectFrom('members')
    .select(['id', 'full_name', 'phone'])
    .where('id', 'in', ids)
    .where(IS_MEMBER)
    .execute()
  const found = new Set(members.map(({ id }) => id))
  return { members, gone: ids.filter((id) => !found.has(id)) }
}

/** Everyone who is inside. */
export async function listInside(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('visits').select('member_id').where('check_out_at', 'is', null).execute()
  return rows.map(({ member_id }) => member_id)
}
