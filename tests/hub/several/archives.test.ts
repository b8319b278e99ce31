import { expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { takeFile } from '../../support/hub/members-files.ts'
import { addPlan, call, newPlan } from '../../support/hub/plans.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { jpegOf } from '../../support/jpeg.ts'
import { isServerThere } from '../../support/postgres/databases.ts'

const archiveOf = async (hub: Pick<TestHub, 'fetch'>) =>
  Buffer.from(await (await hub.fetch('api/v1/members/export?format=zip')).arrayBuffer())

const send = (hub: Pick<TestHub, 'fetch'>, path: string, body: object = {}) =>
  hub.fetch(`api/v1/${path}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  })

it.skipIf(!isServerThere())(
  'goes from a file to a server and is the same archive there, until it is taken back',
  async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const headers = { 'content-type': 'image/jpeg' }
    await hub.fetch(`api/v1/members/${sofia.id}/photo`, { method: 'PUT', body: jpegOf(), headers })
    const desk = await openDesk(hub, { role: 'manager' })
    const { id } = await addPlan(desk, { name: 'Gold' })
    await addPlan(desk, { name: 'Basic' })
    await call(desk, 'plans.change', { ...newPlan({ id, name: 'Best', visits: 5 }), version: 1 })
    await desk.ask('scan', { code: sofia.card, mode: 'in' })
    await desk.ask('scan', { code: sofia.card, mode: 'out' })
    await send(hub, `members/${sofia.id}`, { now: { debt_cents: 4_900 } })
    const archive = await archiveOf(hub)
    const [server] = await openHubs(1)
    const empty = await archiveOf(server!)
    expect(await takeFile(server!, archive)).toMatchObject({
      added: 1,
      photos: 1,
      plans: 2,
      visits: 1,
      entries: 1,
    })
    expect((await archiveOf(server!)).equals(archive)).toBe(true)
    const { changes } = (await (await server!.fetch('api/v1/changes')).json()) as {
      changes: { id: string }[]
    }
    const foreseen = await (await server!.fetch(`api/v1/changes/${changes[0]!.id}/undo`)).json()
    const undone = await send(server!, `changes/${changes[0]!.id}/undo`)
    const plans = { made: ['Best', 'Basic'], kept: [] }
    expect(foreseen).toMatchObject({ removed: 1, kept: [], plans })
    expect(await undone.json()).toEqual(foreseen)
    // The ledger keeps what came and went.
    expect((await archiveOf(server!)).length).toBeGreaterThan(empty.length)
    expect(await (await server!.fetch('api/v1/members/export?format=json')).json()).toEqual([])
  },
)
