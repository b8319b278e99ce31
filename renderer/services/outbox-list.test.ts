import { describe, expect, it, vi } from 'vitest'
import type { OutboxEntry, Outcome } from './outbox-entry.ts'
import { OutboxList } from './outbox-list.ts'
import { FakeClock } from './testing/fake-hub.ts'
import { memoryOutbox } from './testing/memory-outbox.ts'

const DONE: Outcome = { verdict: 'granted', reason: 'ok_in', failedBy: null, name: 'Sofia' }
const REFUSED: Outcome = { ...DONE, verdict: 'denied', reason: 'expired' }

const settledEntry = (number: number, outcome: Outcome): OutboxEntry => ({
  ...{ requestId: `id-${String(number).padStart(4, '0')}`, text: '{}', outcome },
})

describe('the list of what was saved', () => {
  it('has every refusal, and of what was carried out the newest five hundred', async () => {
    const outbox = memoryOutbox()
    const list = new OutboxList({ timers: new FakeClock(), outbox })
    for (let number = 0; number < 520; number += 1) {
      list.settle(settledEntry(number, number < 10 ? REFUSED : DONE))
    }
    await list.whenKept()
    const left = list.settled.map(({ requestId }) => requestId)
    expect(left).toHaveLength(510)
    expect(left.slice(8, 12)).toEqual(['id-0008', 'id-0009', 'id-0020', 'id-0021'])
    expect([...outbox.entries.keys()]).toEqual(left)
  })

  it('takes nothing up that was answered while the storage was read', async () => {
    const outbox = memoryOutbox()
    const list = new OutboxList({ timers: new FakeClock(), outbox })
    list.keep({ requestId: 'id-1', text: '{}' })
    const loading = list.load(() => undefined)
    list.settle({ requestId: 'id-1', text: '{}' })
    expect(await loading).toEqual([])
  })

  it('writes what the storage refused once with what is kept next', async () => {
    const outbox = memoryOutbox()
    const put = vi.fn(outbox.put).mockRejectedValueOnce(new Error('full'))
    const list = new OutboxList({ timers: new FakeClock(), outbox: { ...outbox, put } })
    list.keep({ requestId: 'id-1', text: '{}' })
    expect(await list.whenKept()).toBe(false)
    list.keep({ requestId: 'id-2', text: '{}' })
    expect(await list.whenKept()).toBe(true)
    expect([...outbox.entries.keys()]).toEqual(['id-1', 'id-2'])
  })

  it('writes nothing that was refused and has been answered since', async () => {
    const outbox = memoryOutbox()
    const put = vi.fn(outbox.put).mockRejectedValueOnce(new Error('full'))
    const list = new OutboxList({ timers: new FakeClock(), outbox: { ...outbox, put } })
    list.keep({ requestId: 'id-1', text: '{}' })
    await list.whenKept()
    list.settle({ requestId: 'id-1', text: '{}' })
    list.keep({ requestId: 'id-2', text: '{}' })
    await list.whenKept()
    expect([...outbox.entries.keys()]).toEqual(['id-2'])
  })
})
