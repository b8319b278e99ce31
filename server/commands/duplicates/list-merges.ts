import { isoTime } from '../../domain/iso-time.ts'
import type { MadeMerge } from '../../protocol/duplicates.ts'
import type { Db } from '../../store/database.ts'
import { listMerges, recordOf, type NamedMerge } from '../../store/merges.ts'
import { undoableSince } from './unmerge-members.ts'

/** Merges that are shown: older ones can still be undone by their ids. */
const MOST_MERGES = 100

/** The merges that can be undone at an instant, the newest first. */
export async function listMadeMerges(db: Db, now: number): Promise<{ merges: MadeMerge[] }> {
  const merges = await listMerges(db, undoableSince(now), MOST_MERGES)
  return { merges: merges.map(madeMerge) }
}

function madeMerge(merge: NamedMerge): MadeMerge {
  const { id, into_id, full_name, at, staff_name } = merge
  const gone = recordOf(merge)?.dropped.find(({ table }) => table === 'members')
  return {
    ...{ id, memberId: into_id, full_name },
    other_name: (gone?.row['full_name'] as string | undefined) ?? '',
    ...{ merged_time: isoTime(at), merged_by: staff_name },
  }
}
