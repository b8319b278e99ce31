import { describe, expect, it } from 'vitest'
import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import { FIRST_TERM } from '../../server/protocol/term.ts'
import type { Outcome } from './outbox-entry.ts'
import { KEPT, Outbox } from './outbox.ts'
import { FakeClock } from './testing/fake-hub.ts'
import { memoryOutbox } from './testing/memory-outbox.ts'

const SECOND_TERM = { number: 2, id: 'a promotion' }
const MINUTE_MS = 60_000

function atDesk() {
  const timers = new FakeClock()
  const storage = memoryOutbox()
  const sent: string[] = []
  const late: Outcome[] = []
  /** The page of the desk, after a load. */
  const load = async (): Promise<Outbox> => {
    const outbox = new Outbox({
      ...{ timers, outbox: storage, isDeciding: () => true, changed: () => undefined, held: () => undefined },
      late: (outcome) => late.push(outcome),
      send(text) {
        sent.push((JSON.parse(text) as { requestId: string }).requestId)
        return true
      },
    })
    await outbox.takeUp()
    return outbox
  }
  return { timers, storage, sent, late, load }
}

function answer(outbox: Outbox, requestId: string, seq: number, verdict = 'granted'): void {
  const payload = { verdict, reason: 'ok_in', member: null, seq }
  outbox.answered({ type: 'scan_result', requestId, payload } as unknown as ServerFrame)
}

async function scan(outbox: Outbox, requestId: string, seq: number): Promise<void> {
  const asked = outbox.ask(requestId, { type: 'scan', requestId }, KEPT)
  answer(outbox, requestId, seq)
  await asked
  await outbox.whenKept()
}

describe('what a hub has acknowledged', () => {
  it('is forgotten where no copy is kept, and where the copy holds it', async () => {
    const { storage, load } = atDesk()
    const outbox = await load()
    outbox.metHub(FIRST_TERM)
    await scan(outbox, 'id-1', 11)
    expect([...storage.entries.keys()]).toEqual([])
    outbox.copied(12)
    for (const seq of [12, 13, 14]) await scan(outbox, `id-${seq}`, seq)
    expect([...storage.entries.keys()]).toEqual(['id-13', 'id-14'])
    outbox.copied(13)
    await outbox.whenKept()
    expect([...storage.entries.keys()]).toEqual(['id-14'])
    outbox.copied(null)
    await outbox.whenKept()
    expect([...storage.entries.keys()]).toEqual([])
  })

  it('is sent again as it was to the hub of a later term, after a reload too, and no other', async () => {
    const { storage, sent, late, load } = atDesk()
    const first = await load()
    first.metHub(FIRST_TERM)
    first.copied(0)
    for (const seq of [1, 2]) await scan(first, `id-${seq}`, seq)
    const outbox = await load()
    outbox.metHub(FIRST_TERM)
    await outbox.takeUp()
    expect(sent).toEqual(['id-1', 'id-2'])
    outbox.lost()
    outbox.metHub(SECOND_TERM)
    await outbox.takeUp()
    expect(sent).toEqual(['id-1', 'id-2', 'id-1', 'id-2'])
    expect(outbox.count).toBe(2)
    answer(outbox, 'id-1', 1)
    answer(outbox, 'id-2', 2, 'denied')
    await outbox.whenKept()
    expect(late, 'what came out otherwise').toMatchObject([{ verdict: 'denied' }])
    expect(outbox.entries).toMatchObject([{ requestId: 'id-2', outcome: { verdict: 'denied' } }])
    expect([...storage.entries.keys()]).toEqual(['id-2'])
  })

  it('is kept however long the hub is away, and ten minutes while it is there', async () => {
    const { timers, storage, sent, load } = atDesk()
    const outbox = await load()
    outbox.metHub(FIRST_TERM)
    outbox.copied(0)
    await scan(outbox, 'id-1', 1)
    await timers.run(9 * MINUTE_MS)
    outbox.copied(0)
    await scan(outbox, 'id-2', 2)
    await timers.run(2 * MINUTE_MS)
    outbox.copied(0)
    await outbox.whenKept()
    expect([...storage.entries.keys()]).toEqual(['id-2'])
    outbox.lost()
    await timers.run(600 * MINUTE_MS)
    outbox.metHub(SECOND_TERM)
    await outbox.takeUp()
    expect(sent.slice(2)).toEqual(['id-2'])
  })
})
