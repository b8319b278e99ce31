import { describe, expect, it } from 'vitest'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { openStaffDesk } from '../../support/client/staff-desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import type { TestHub } from '../../support/hub/hub.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { holdState } from '../../support/postgres/held-state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Two hubs, and how a desk signs in at either. */
const shared = isServerThere()
  ? forWholeFile(async () => {
      const database = await databaseFor(temporaryFolder())
      const [one, other] = await openHubs(2, { database })
      if (!one || !other) throw new Error('There are two.')
      await addStaff(one, { username: 'anna' })
      const { deskToken } = await openStaffDesk(one, 'anna', 'Desk 1')
      const open = (hub: TestHub): Promise<TestDesk> => openDesk(hub, { authenticate: { deskToken } })
      return { database, one, other, open }
    })
  : () => expect.fail('There is no server.')

const isOpen = ({ socket }: TestDesk): boolean => socket.readyState === socket.OPEN

/** What sockets get from now on is higher than this. */
const setRank = (database: string, rank: number) =>
  askServer(database, `select setval('desk_ranks', ${rank})`)

/** Waits until the desk's socket is written down that has this rank. */
async function untilWritten(database: string, rank: number): Promise<void> {
  await expect
    .poll(() => askServer(database, 'select rank from desk_sessions where ended_at is null'))
    .toEqual([{ rank }])
}

describe.skipIf(!isServerThere())('of two sockets of a desk at two hubs', () => {
  it('the newer one stays, where both were open before either was written down', async () => {
    const { database, one, other, open } = shared()
    const held = await holdState(database)
    const before = await open(one)
    const now = await open(other)
    await held.release()
    expect(await before.closed).toMatchObject({ code: 4409 })
    expect(isOpen(now)).toBe(true)
  })

  it('the newer one stays, where the older one was written down last', async () => {
    const { database, one, other, open } = shared()
    await setRank(database, 1000)
    const now = await open(one)
    await untilWritten(database, 1001)
    // As if it had come before.
    await setRank(database, 500)
    const before = await open(other)
    expect(await before.closed).toMatchObject({ code: 4409 })
    expect(isOpen(now)).toBe(true)
  })

  it('the newer one stays, also where it could not be written down at first', async () => {
    const { database, one, other, open } = shared()
    await setRank(database, 2000)
    const before = await open(other)
    await untilWritten(database, 2001)
    const held = await holdState(database)
    const now = await open(one)
    await held.cutOffWhoWaits()
    await held.release()
    expect(await before.closed).toMatchObject({ code: 4409 })
    expect(isOpen(now)).toBe(true)
  })
})
