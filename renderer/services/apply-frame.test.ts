import { describe, expect, it } from 'vitest'
import type {
  EventFrame,
  RecentFrame,
  StatsPayload,
  VisitPayload,
} from '../../server/protocol/server-frames.ts'
import { applyFrame, placeOf } from './apply-frame.ts'
import { MAX_RECENT_EVENTS } from '../../server/protocol/limits.ts'
import { EMPTY_DESK, type DeskState } from './desk-state.ts'

const visit = (seq: number, overrides: Partial<VisitPayload> = {}): VisitPayload => ({
  id: `visit-${seq}`,
  member: { id: `member-${seq}`, full_name: 'Sofia Lindqvist', membership_type: 'Unlimited' },
  check_in_time: '2026-11-23T08:30:00.000Z',
  location: 'Main entrance',
  check_out_time: null,
  notes: '',
  desk: { id: 'desk-1', name: 'Desk 1' },
  seq,
  verdict: 'granted',
  reason: 'ok_in',
  flags: [],
  ...overrides,
})

const stats = (seq: number, currentlyIn: number, todayTotal = currentlyIn): StatsPayload => ({
  currentlyIn,
  todayTotal,
  averageStayMinutes: 61,
  timestamp: '2026-11-23T08:30:00.000Z',
  capacity: null,
  businessDay: '2026-11-23',
  epoch: 'e',
  seq,
})

const cameIn = (seq: number, overrides: Partial<VisitPayload> = {}): EventFrame => ({
  type: 'member_checked_in',
  payload: visit(seq, overrides),
})

const started = (seq: number, present: VisitPayload[] = []): DeskState =>
  applyFrame(EMPTY_DESK, {
    type: 'snapshot',
    payload: { present, stats: stats(seq, present.length), epoch: 'e', seq },
  })

describe('the building at a desk', () => {
  it('knows who is inside and how many as soon as an event says so', () => {
    const state = applyFrame(started(7), cameIn(8))
    expect([...state.present.keys()]).toEqual(['member-8'])
    expect(state.stats).toMatchObject({ currentlyIn: 1, todayTotal: 1, seq: 8 })
    expect(state.position).toEqual({ epoch: 'e', seq: 8 })
    expect(state.activity).toMatchObject([{ kind: 'in', key: 8 }])
  })

  it('counts an event once, whether the numbers came before or after it', () => {
    const numbersFirst = applyFrame(
      applyFrame(started(7), { type: 'check_in_stats', payload: stats(8, 1) }),
      cameIn(8),
    )
    const numbersLater = applyFrame(applyFrame(started(7), cameIn(8)), {
      type: 'check_in_stats',
      payload: stats(8, 1),
    })
    expect(numbersFirst.stats?.currentlyIn).toBe(1)
    expect(numbersLater.stats?.currentlyIn).toBe(1)
  })

  it('is not taken back by numbers that are older than what it has counted, but takes their average', () => {
    const state = applyFrame(applyFrame(started(7), cameIn(8)), {
      type: 'check_in_stats',
      payload: stats(7, 0),
    })
    expect(state.stats).toMatchObject({ currentlyIn: 1, todayTotal: 1, averageStayMinutes: 61 })
  })

  it('begins a new day with the hub’s numbers', () => {
    const tomorrow = { ...stats(7, 1, 0), businessDay: '2026-11-24' }
    const state = applyFrame(applyFrame(started(7), cameIn(8)), { type: 'check_in_stats', payload: tomorrow })
    expect(state.stats).toMatchObject({ todayTotal: 0, businessDay: '2026-11-24' })
  })

  it('ignores events that it has, and changes nothing at a gap', () => {
    const state = started(7)
    expect(placeOf(state, cameIn(7))).toBe('known')
    expect(placeOf(state, cameIn(8))).toBe('next')
    expect(placeOf(state, cameIn(9))).toBe('gap')
    expect(applyFrame(state, cameIn(9))).toBe(state)
    expect(applyFrame(state, cameIn(3))).toBe(state)
  })

  it('lets a member go, and takes an undone check-in out of today’s total', () => {
    const inside = applyFrame(started(7), cameIn(8))
    const out = (flags: VisitPayload['flags']): EventFrame => ({
      type: 'member_checked_out',
      payload: visit(9, {
        id: 'visit-8',
        member: visit(8).member,
        check_out_time: '2026-11-23T09:30:00.000Z',
        flags,
      }),
    })
    expect(applyFrame(inside, out([])).stats).toMatchObject({ currentlyIn: 0, todayTotal: 1 })
    const undone = applyFrame(inside, out(['undone']))
    expect(undone.stats).toMatchObject({ currentlyIn: 0, todayTotal: 0 })
    expect(undone.present.size).toBe(0)
  })

  it('lists an undone check-out when it was undone, not when the member came', () => {
    const undoneAt = '2026-11-23T10:15:00.000Z'
    const undone = cameIn(8, { flags: ['undone'], undone_time: undoneAt })
    expect(applyFrame(started(7), undone).activity).toMatchObject([{ kind: 'in', at: undoneAt }])
  })

  it('keeps a member who came in again, when the end of an older visit is told only then', () => {
    const again = { id: 'visit-again', member: visit(8).member }
    const state = applyFrame(applyFrame(started(7), cameIn(8)), cameIn(9, again))
    const older = visit(10, { id: 'visit-8', member: visit(8).member, flags: ['auto_closed'] })
    const { present } = applyFrame(state, { type: 'member_checked_out', payload: older })
    expect([...present.values()].map(({ id }) => id)).toEqual(['visit-again'])
  })

  it('takes a headcount once, and counts on from it', () => {
    const counted: EventFrame = {
      type: 'occupancy_corrected',
      payload: { seq: 8, at: '2026-11-23T08:30:00.000Z', counted: 5, registered: 2 },
    }
    const inside = started(7, [visit(3), visit(5)])
    const state = applyFrame(inside, counted)
    expect(state.stats).toMatchObject({ currentlyIn: 5, unregistered: 3, seq: 8 })
    expect(state.present.size).toBe(2)
    expect(applyFrame(state, cameIn(9)).stats).toMatchObject({ currentlyIn: 6, unregistered: 3 })
    const numbersFirst = applyFrame(inside, {
      type: 'check_in_stats',
      payload: { ...stats(8, 5), unregistered: 3 },
    })
    expect(applyFrame(numbersFirst, counted).stats).toMatchObject({ currentlyIn: 5, unregistered: 3 })
  })

  it('keeps the number when the hub sends home somebody whom a count had not found, as the hub does', () => {
    const counted: EventFrame = {
      type: 'occupancy_corrected',
      payload: { seq: 8, at: '2026-11-23T08:30:00.000Z', counted: 1, registered: 2 },
    }
    const state = applyFrame(started(7, [visit(3), visit(5)]), counted)
    const out = (flags: VisitPayload['flags']): EventFrame => ({
      type: 'member_checked_out',
      payload: visit(9, { id: 'visit-3', member: visit(3).member, flags }),
    })
    expect(applyFrame(state, out(['auto_closed'])).stats).toMatchObject({ currentlyIn: 1, unregistered: 0 })
    expect(applyFrame(state, out([])).stats).toMatchObject({ currentlyIn: 0, unregistered: -1 })
  })

  it('knows how many visits wait for review, also from numbers that are older than its own', () => {
    const state = applyFrame(applyFrame(started(7), cameIn(8)), {
      type: 'check_in_stats',
      payload: { ...stats(7, 0), toReview: 4 },
    })
    expect(state.stats).toMatchObject({ currentlyIn: 1, toReview: 4 })
  })

  it('shows refusals in the activity, keeps a bounded number, and passes over what it may not see', () => {
    let state = started(0)
    for (let seq = 1; seq <= MAX_RECENT_EVENTS + 10; seq += 1) {
      const refusal = { seq, at: '2026-11-23T08:30:00.000Z', deskId: 'd', deskName: 'Desk 1' }
      state = applyFrame(state, {
        type: 'scan_refused',
        payload: { ...refusal, verdict: 'denied', reason: 'unknown_credential', codeEnd: '4471' },
      })
    }
    state = applyFrame(state, { type: 'event', payload: { seq: MAX_RECENT_EVENTS + 11 } })
    expect(state.activity).toHaveLength(MAX_RECENT_EVENTS)
    expect(state.position?.seq).toBe(MAX_RECENT_EVENTS + 11)
  })

  it('knows that the hub is in trouble until the hub says that it is not', () => {
    const inTrouble = applyFrame(started(7), {
      type: 'hub_status',
      payload: { state: 'trouble', reason: 'disk_full' },
    })
    expect(inTrouble.hubProblem).toBe('disk_full')
    expect(applyFrame(inTrouble, cameIn(8)).hubProblem).toBe('disk_full')
    const well = applyFrame(inTrouble, { type: 'hub_status', payload: { state: 'ok' } })
    expect(well.hubProblem).toBeNull()
  })

  it('starts with what the hub says happened last, the newest first, whoever is inside', () => {
    const out: RecentFrame = {
      type: 'member_checked_out',
      payload: visit(4, { check_out_time: '2026-11-23T09:30:00.000Z' }),
    }
    const payload = { present: [visit(3)], stats: stats(9, 1), epoch: 'e', seq: 9 }
    const state = applyFrame(EMPTY_DESK, {
      type: 'snapshot',
      payload: { ...payload, recent: [cameIn(3) as RecentFrame, out] },
    })
    expect(state.activity).toMatchObject([
      { kind: 'out', key: 4, at: '2026-11-23T09:30:00.000Z' },
      { kind: 'in', key: 3 },
    ])
    expect(applyFrame(state, { type: 'snapshot', payload }).activity).toEqual([])
  })
})
