import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { readVisitHistory } from '../../../server/store/visit-history.ts'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { storedValue } from '../../support/hub/stored.ts'
import { storesOnServer } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const never = () => () => undefined

/** How many visits there are, and how many are filed under their members. */
async function visitsIn(folder: string): Promise<{ all: number; filed: number }> {
  const count = async (table: string) => Number(await storedValue(folder, `select count(*) from ${table}`))
  return { all: await count('visits'), filed: await count('filed_visits') }
}

/** Lets the member in and out so many times, and in and undone once more. */
async function comeAndGo(hub: TestHub, memberId: string, times: number): Promise<void> {
  const desk = await openDesk(hub)
  for (let count = 0; count < times; count += 1) {
    const { payload } = await desk.ask('check_in', { memberId })
    await desk.ask('check_out', { checkInId: payload.id })
  }
  const { payload } = await desk.ask('check_in', { memberId })
  expect((await desk.ask('undo', { checkInId: payload.id })).type).toBe('undo_success')
}

async function visitsOnCard(hub: TestHub, code: string): Promise<{ visits_total: number }> {
  const { payload } = await (await openDesk(hub)).ask('scan', { code, mode: 'in' })
  return payload.member as { visits_total: number }
}

describe('the history of a member', () => {
  it('counts visits that were filed and those that were not, over a start in between', async () => {
    const folder = temporaryFolder()
    const first = await openHub(folder, {}, { every: never })
    const sofia = await addMember(first)
    const ole = await addMember(first, { full_name: 'Ole Brandt' })
    await comeAndGo(first, sofia.id, 3)
    await first.close()
    // On a server an index has them at once.
    expect(await visitsIn(folder)).toEqual({ all: 4, filed: storesOnServer() ? 4 : 0 })

    const second = await openHub(folder)
    expect(await visitsOnCard(second, sofia.card)).toMatchObject({ visits_total: 3 })
    await expect.poll(() => visitsIn(folder)).toEqual({ all: 5, filed: 5 })
    expect(await visitsOnCard(second, ole.card)).toMatchObject({ visits_total: 0 })
    await second.close()

    const third = await startHub({ data: folder }, { every: never })
    const desk = await openDesk(third)
    await desk.ask('scan', { code: sofia.card, mode: 'out' })
    expect(await visitsOnCard(third, sofia.card)).toMatchObject({ visits_total: 4, inside: true })
  })

  it('has what an older version wrote', async () => {
    const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
    await migrateTo(store.db, '0002-people')
    const { db } = store
    await db.insertInto('hub_state').values({ id: 1, epoch: 'old', seq: 2, occupancy: 0 }).execute()
    await db
      .insertInto('members')
      .values({
        ...{
          id: 'm',
          full_name: 'Ada',
          membership_type: '',
          phone: '',
          email: '',
          search_text: '',
        },
        // As the table was then.
        ...({ note: '', note_must_be_read: 0 } as object),
        ...{ suspended: 0, debt_cents: 0, created_at: 0, updated_at: 0 },
      })
      .execute()
    const visit = { member_id: 'm', location: '', notes: '', desk_id: 'd', took_visit: 0 } as const
    for (const [id, at] of [
      ['a', 10],
      ['b', 20],
    ] as const) {
      const ended = { check_in_at: at, check_in_seq: at, check_out_at: at + 5, closed_by: 'person' } as const
      await db
        .insertInto('visits')
        .values({ id, ...visit, ...ended })
        .execute()
    }
    await migrate(db)
    expect(await readVisitHistory(db, 'm')).toEqual({ total: 2, lastAt: 20 })
    await store.close()
  })
})
