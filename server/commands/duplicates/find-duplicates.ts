import {
  orderedPair,
  pairKey,
  type FoundPair,
  type FoundPairs,
} from '../../domain/duplicates/duplicate-finder.ts'
import type { Described } from '../../domain/duplicates/compare-members.ts'
import { isoTime } from '../../domain/iso-time.ts'
import type { DuplicateList, DuplicatePair, PairedMember } from '../../protocol/duplicates.ts'
import { listDescribed, listDismissed } from '../../store/duplicates.ts'
import type { Db } from '../../store/database.ts'
import { listMembersByIds } from '../../store/members.ts'
import type { MembersTable } from '../../store/tables/members.ts'

/** Members read in one turn of the event loop: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 500

/** Pairs that are shown at once: whoever has gone through them is shown the next. */
const MOST_PAIRS = 100

/** Where members are compared: what it holds of them is gone when it is closed. */
export interface Comparing {
  add: (members: readonly Described[]) => void
  /** Rejects where it has broken off. */
  find: (limit: number, dismissed: ReadonlySet<string>) => Promise<FoundPairs>
  close: () => Promise<void>
}

export interface DuplicatesContext {
  db: Db
  openComparing: () => Comparing
  nextTurn: () => Promise<void>
}

/** All pairs of members who may be one person, the likeliest first; those whom somebody has looked at are left out. Scans go on meanwhile. */
export async function findDuplicates({
  db,
  openComparing,
  nextTurn,
}: DuplicatesContext): Promise<DuplicateList> {
  const comparing = openComparing()
  try {
    for (let page: Described[] = [], isFirst = true; isFirst || page.length === MEMBERS_AT_ONCE;) {
      await nextTurn()
      page = await listDescribed(db, { after: page.at(-1)?.id ?? '', limit: MEMBERS_AT_ONCE })
      comparing.add(page)
      isFirst = false
    }
    const dismissed = (await listDismissed(db)).map((row) => pairKey(orderedPair(row.one_id, row.other_id)))
    const { pairs, count } = await comparing.find(MOST_PAIRS, new Set(dismissed))
    return { pairs: await named(db, pairs), count }
  } finally {
    await comparing.close()
  }
}

/** Without pairs of whom one is not there any more: members change while they are compared. */
async function named(db: Db, pairs: readonly FoundPair[]): Promise<DuplicatePair[]> {
  if (pairs.length === 0) return []
  const rows = await listMembersByIds(db, [...new Set(pairs.flatMap(({ ids }) => ids))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return pairs.flatMap(({ ids, reasons }) => {
    const [one, other] = ids.map((id) => byId.get(id))
    return one && other ? [{ members: [pairedMember(one), pairedMember(other)], reasons }] : []
  })
}

function pairedMember(member: MembersTable): PairedMember {
  const { id, full_name, membership_type, phone, email, birthday, created_at } = member
  const what = { id, full_name, membership_type, phone, email, birthday }
  return { ...what, added_time: isoTime(created_at) }
}
