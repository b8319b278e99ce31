import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { metric } from '../../hostile/support/inside.ts'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { post } from '../../support/hub/staff.ts'

/** Bounds that only an attack reaches (tests/hostile does it in full), here with small numbers by `--limit`. */

describe('a desk that comes back', () => {
  const BOUND = 5

  /** A hub on which so many events happened since its desks were last there. */
  async function hubAfter(events: number) {
    const hub = await startHub({ limit: [`resumedEvents=${BOUND}`] })
    const busy = await openDesk(hub)
    const { epoch } = (await busy.ask('snapshot')).payload as { epoch: string }
    for (let count = 0; count < events; count += 1) await busy.ask('scan', { code: `NOBODY-${count}` })
    return { hub, resume: { epoch, seq: 0 } }
  }

  it('is told each event that it missed, up to the bound', async () => {
    const { hub, resume } = await hubAfter(BOUND)
    const desk = await openDesk(hub, { authenticate: { resume } })
    expect((await desk.next('resumed')).payload).toMatchObject({ seq: BOUND, missed: BOUND })
    expect(desk.frames.filter(({ type }) => type === 'scan_refused')).toHaveLength(BOUND)
  })

  it('gets a snapshot where it missed one more', async () => {
    const { hub, resume } = await hubAfter(BOUND + 1)
    const desk = await openDesk(hub, { authenticate: { resume } })
    expect((await desk.next('snapshot')).payload).toMatchObject({ seq: BOUND + 1 })
    expect(desk.frames.filter(({ type }) => type === 'scan_refused' || type === 'resumed')).toEqual([])
  })

  it('goes on from here where it missed one more and nobody has signed in at it', async () => {
    const { hub, resume } = await hubAfter(BOUND + 1)
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ role: 'viewer', name: '' })
    const link = await hub.fetch('api/v1/links', { method: 'POST', headers, body })
    const { code } = (await link.json()) as { code: string }
    const { deskToken } = (await post(hub, 'api/v1/token', { code })).body as { deskToken: string }
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { deskToken, resume } })
    const resumed = await desk.next('resumed')
    expect(resumed.payload).toMatchObject({ seq: BOUND + 1, missed: BOUND + 1 })
    expect(desk.frames.filter(({ type }) => type === 'event')).toEqual([])
  })
})

describe('a client that stops reading', () => {
  /** The largest note there is: some 7 kB. */
  const NOTES = '🏋️'.repeat(1_000)

  /** Far more than what waits in the system's own buffers, which may be 40 MB and is no number of ours. */
  const MEMBERS = 7_000

  const AT_ONCE = 100

  /** Between two looks of the hub at its sockets. */
  const LOOK_MS = 1_000

  const EVER = 999_999_999

  it('is closed with 4408 when more waits for it than may, and the others go on', async () => {
    const looks: (() => void)[] = []
    const every = (ms: number, callback: () => void) => {
      if (ms === LOOK_MS) looks.push(callback)
      return () => undefined
    }
    const limit = ['framesPerSecond=0', 'maxBufferedBytes=65536', `stalledMs=${EVER}`, `silentPeerMs=${EVER}`]
    const hub = await startHub({ limit }, { every })
    const [stalled, well] = [await openDesk(hub), await openDesk(hub)]
    const ids = await importMembers(hub)
    stalled.socket.pause()
    const closed = async () => {
      for (const look of looks) look()
      return metric(hub, 'frontdesk_closed_total{code="4408"}')
    }
    expect(await closed()).toBe(0)
    let from = 0
    for (; from < MEMBERS && (await closed()) === 0; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE)
      await Promise.all(some.map((memberId) => well.ask('check_in', { memberId, notes: NOTES })))
    }
    expect(await closed()).toBe(1)
    expect((await well.ask('heartbeat'))['seq']).toBe(from)
  })

  async function importMembers(hub: TestHub): Promise<string[]> {
    const ids = Array.from({ length: MEMBERS }, () => uuidv7())
    const body = `id,full_name\n${ids.map((id) => `${id},Member`).join('\n')}\n`
    const headers = { 'content-type': 'text/csv' }
    expect((await hub.fetch('api/v1/members/import', { method: 'POST', body, headers })).status).toBe(200)
    return ids
  }
})
