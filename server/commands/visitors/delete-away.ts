import { problem } from '../../protocol/errors.ts'
import type { Tx } from '../../store/database.ts'
import { eraseMember } from '../../store/deleted-members.ts'
import { appendEvent } from '../../store/event-log.ts'
import { inGym, listAway, listGyms } from '../../store/gyms.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import { nextSeq } from '../../store/state.ts'
import { findOpenVisit } from '../../store/visits.ts'
import type { WriteContext } from '../../store/write.ts'

interface Away {
  gym: number
  name: string
  visitorId: string
}

/** The rows that other gyms have of a member; nobody writes there meanwhile. */
async function holdAway({ tx, holdGym }: WriteContext, memberId: string): Promise<Away[]> {
  const rows = await listAway(tx, memberId)
  if (rows.length === 0) return []
  const gyms = new Map((await listGyms(tx)).map(({ name, id }) => [name, id]))
  const away = rows.flatMap(({ gym: name, visitor_id: visitorId }) => {
    const gym = gyms.get(name)
    return gym === undefined ? [] : [{ gym, name, visitorId }]
  })
  for (const { gym } of away) holdGym(gym)
  return away
}

/**
 * Takes away at the other gyms what tells who a member was, as it is here: their desks hear of it, too. Throws a HubError for somebody who
 * is inside there.
 */
export async function deleteAway(context: WriteContext, memberId: string): Promise<void> {
  const { tx, now } = context
  const away = await holdAway(context, memberId)
  for (const { gym, name, visitorId } of away) {
    if (await inGym(tx, gym, () => findOpenVisit(tx, visitorId)))
      throw problem(
        'member_inside',
        `This member is inside at ${name}. Delete them when they have been checked out there.`,
      )
  }
  for (const { gym, visitorId } of away) await inGym(tx, gym, () => deleteVisitor(tx, visitorId, now))
}

async function deleteVisitor(tx: Tx, visitorId: string, now: number): Promise<void> {
  forgetScansOfMember(tx, visitorId)
  await eraseMember(tx, visitorId, now)
  const told = { type: 'member_changed', at: now, memberId: visitorId } as const
  appendEvent(tx, await nextSeq(tx), told, { full_name: '', membership_type: '', deleted_at: now })
}
