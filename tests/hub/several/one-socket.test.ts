import { describe, expect, it } from 'vitest'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { openStaffDesk } from '../../support/client/staff-desk.ts'
import type { TestHub } from '../../support/hub/hub.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { holdState } from '../../support/postgres/held-state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Two hubs, and a desk that has signed in at the first one and left. */
async function openDeskAtTwo() {
  const database = await databaseFor(temporaryFolder())
  const [one, other] = await openHubs(2, { database })
  if (!one || !other) throw new Error('There are two.')
  await addStaff(one, { username: 'anna' })
  const { desk, deskToken } = await openStaffDesk(one, 'anna', 'Desk 1')
  desk.socket.close()
  await desk.closed
  const open = (hub: TestHub): Promise<TestDesk> => openDesk(hub, { authenticate: { deskToken } })
  return { database, one, other, open }
}

const isOpen = ({ socket }: TestDesk): boolean => socket.readyState === socket.OPEN

describe.skipIf(!isServerThere())('of two sockets of a desk at two hubs', () => {
  it('the newer one stays, where both were open before either was written down', async () => {
    const { database, one, other, open } = await openDeskAtTwo()
    const held = await holdState(database)
    const before = await open(one)
    const now = await open(other)
    await held.release()
    expect(await before.closed).toMatchObject({ code: 4409 })
    expect(isOpen(now)).toBe(true)
  })

  it('the newer one stays, where the older one was written down last', async () => {
    const { database, one, other, open } = await openDeskAtTwo()
    await askServer(database, `select setval('desk_ranks', 1000)`)
    const now = await open(one)
    await expect.poll(() => ranksIn(database)).toEqual([1001])
    await askServer(database, `select setval('desk_ranks', 500)`)
    const before = await open(other)
    expect(await before.closed).toMatchObject({ code: 4409 })
    expect(isOpen(now)).toBe(true)
  })

  it('the newer one stays, where the older one could not be written down before', async () => {
    const { database, one, other, open } = await openDeskAtTwo()
    const held = await holdState(database)
    const before = await open(one)
    await held.cutOffWhoWaits()
    await held.release()
    const now = await open(other)
    expect(await before.closed).toMatchObject({ code: 4409 })
    expect(isOpen(now)).toBe(true)
  })
})

async function ranksIn(database: string): Promise<number[]> {
  const rows = (await askServer(database, 'select rank from desk_sessions where ended_at is null')) as {
    rank: number
  }[]
  return rows.map(({ rank }) => rank)
}
