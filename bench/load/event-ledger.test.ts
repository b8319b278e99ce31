import { describe, expect, it } from 'vitest'
import { EventLedger, type Position } from './event-ledger.ts'
import type { ReadFrame } from './frames.ts'

/** More than the ledger keeps to compare with. */
const MANY_EVENTS = 20_000

const EVENTS = [1, 2, 3, 4, 5].map((seq) => checkedIn(seq))

function checkedIn(seq: number, visitId = `visit-${seq}`): string {
  return JSON.stringify({ type: 'member_checked_in', payload: { id: visitId, seq } })
}

/** One desk that goes on from 0, as a load's desk does with what comes from its socket. */
function openDesk(ledger: EventLedger): Position & { see: (...texts: string[]) => void } {
  const desk = {
    nextSeq: 1,
    lost: 0,
    doubled: 0,
    see(...texts: string[]) {
      for (const text of texts) {
        const bytes = Buffer.from(text)
        if (ledger.isNext(desk, bytes, 0, bytes.length)) continue
        ledger.take(desk, JSON.parse(text) as ReadFrame, bytes)
      }
    },
  }
  return desk
}

/** What a second desk is charged with after a first one has seen all events as they should be. */
function chargesOf(...seen: string[]) {
  const ledger = new EventLedger()
  openDesk(ledger).see(...EVENTS)
  const desk = openDesk(ledger)
  desk.see(...seen)
  const { nextSeq, lost, doubled } = desk
  return { nextSeq, lost, doubled, doubledVisits: ledger.doubledVisits }
}

const [one = '', two = '', three = '', four = '', five = ''] = EVENTS

describe('EventLedger', () => {
  it('charges nothing where every event comes once and in order', () => {
    expect(chargesOf(...EVENTS)).toEqual({ nextSeq: 6, lost: 0, doubled: 0, doubledVisits: 0 })
  })

  it('notes each visit that began or ended', () => {
    const ledger = new EventLedger()
    const left = JSON.stringify({ type: 'member_checked_out', payload: { id: 'visit-1', seq: 2 } })
    openDesk(ledger).see(one, left)
    expect([[...ledger.began], [...ledger.ended]]).toEqual([['visit-1'], ['visit-1']])
  })

  it('counts each event that is left out', () => {
    expect(chargesOf(one, four, five)).toMatchObject({ nextSeq: 6, lost: 2, doubled: 0 })
  })

  it('counts events that the first desk of all did not see', () => {
    const ledger = new EventLedger()
    const desk = openDesk(ledger)
    desk.see(one, three)
    expect(desk).toMatchObject({ nextSeq: 4, lost: 1 })
  })

  it('leaves the end of the history to nextSeq', () => {
    expect(chargesOf(one, two, three)).toMatchObject({ nextSeq: 4, lost: 0 })
  })

  it('counts an event that comes again, at once or later', () => {
    expect(chargesOf(one, one, two, three, one, four, five)).toMatchObject({ lost: 0, doubled: 2 })
  })

  it('charges an exchange of two events twice: one is missed, and then it comes too late', () => {
    expect(chargesOf(one, three, two, four, five)).toMatchObject({ lost: 1, doubled: 1 })
  })

  it('counts an event that one desk is told differently', () => {
    expect(chargesOf(one, checkedIn(2, 'visit-X'), three, four, five)).toMatchObject({ nextSeq: 6, lost: 1 })
  })

  it('counts a visit that is told of under two numbers', () => {
    const ledger = new EventLedger()
    const desk = openDesk(ledger)
    desk.see(one, checkedIn(2, 'visit-1'))
    expect([desk.lost, desk.doubled, ledger.doubledVisits]).toEqual([0, 0, 1])
  })

  it('counts by number where a desk is further behind than the events that are kept', () => {
    const ledger = new EventLedger()
    const events = Array.from({ length: MANY_EVENTS }, (_, index) => checkedIn(index + 1))
    openDesk(ledger).see(...events)
    const slow = openDesk(ledger)
    slow.see(...events.filter((_, index) => index !== 100))
    expect(slow).toMatchObject({ nextSeq: MANY_EVENTS + 1, lost: 1, doubled: 0 })
    expect(ledger.doubledVisits).toBe(0)
  })
})
