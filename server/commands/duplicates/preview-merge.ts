import type { z } from 'zod'
import { isoTime } from '../../domain/iso-time.ts'
import { HubError } from '../../protocol/errors.ts'
import type { twoMembers, MergePreview, MergeSide } from '../../protocol/duplicates.ts'
import type { Db } from '../../store/database.ts'
import { findMember } from '../../store/members.ts'
import { countThings } from '../../store/merges.ts'
import { findOpenVisit } from '../../store/visits.ts'
import { editableOf } from '../members/edit-member.ts'

/** What merging two members would do, and what can be chosen of each. Throws `member_not_found`. */
export async function previewMerge(
  { db, today }: { db: Db; today: string },
  { memberId, otherId }: z.output<typeof twoMembers>,
): Promise<MergePreview> {
  const sides = [await sideOf(db, memberId, today), await sideOf(db, otherId, today)] as const
  return { members: [...sides], moves: await countThings(db, otherId) }
}

async function sideOf(db: Db, memberId: string, today: string): Promise<MergeSide> {
  const member = await findMember(db, memberId, today)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const { id, photo_url, debt_cents, created_at, updated_at } = member
  return {
    ...editableOf(member),
    ...{ id, photo_url, debt_cents },
    inside: (await findOpenVisit(db, memberId)) !== undefined,
    added_time: isoTime(created_at),
    changed_time: isoTime(updated_at),
  }
}
