import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { SoldPass } from '../../../server/protocol/passes.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { openDayGym, sheetOf, soldPass } from '../../support/hub/day-gym.ts'
import { addMember } from '../../support/hub/hub.ts'
import { call } from '../../support/hub/plans.ts'

/** Of all tests in which no day passes. */
const calm = forWholeFile(openDayGym)

describe('a day pass', () => {
  it('is sold to somebody by their name and lets them in, once however often it is asked', async () => {
    const { desk } = calm()
    const asked = soldPass(calm(), 'Mia Berg')
    const first = await call<SoldPass>(desk, 'passes.sell', asked)
    expect(first).toMatchObject({
      visit: { member: { id: asked.memberId, full_name: 'Mia Berg' }, verdict: 'granted_with_warning' },
      sale: { membership_type: 'Day pass', valid_until: '2026-11-28', receipts: [1, 2] },
    })
    expect(await call(desk, 'passes.sell', asked)).toEqual(first)
    expect(await sheetOf(desk, asked.memberId)).toMatchObject({
      ...{ inside: true, visits_total: 1, debt_cents: 0 },
    })
    const { members } = await call<{ members: object[] }>(desk, 'members.search', { query: 'Mia Berg' })
    expect(members).toHaveLength(1)
  })

  it('that is undone leaves somebody who has bought nothing', async () => {
    const { desk } = calm()
    const asked = soldPass(calm(), 'Noah Undone')
    const { sale, visit } = await call<SoldPass>(desk, 'passes.sell', asked)
    await desk.ask('undo', { checkInId: visit.id })
    const { id: change_id, was, changed_time, membership_type, valid_from, valid_until, visits_left } = sale
    const now = { membership_type, valid_from, valid_until, visits_left }
    const undone = { memberId: asked.memberId, changed_time, change_id, was, now }
    expect(await call(desk, 'members.undoChange', undone)).toMatchObject({ debt_cents: 0, visits_left: 0 })
    expect((await desk.ask('check_in', { memberId: asked.memberId })).payload).toMatchObject({
      reason: 'no_visits_left',
    })
  })

  it.each([
    ['a plan that is none', { planId: uuidv7() }, 'invalid_message'],
    ['a version of before', { version: 2 }, 'request_conflict'],
    ['no name', { full_name: ' ' }, 'invalid_message'],
  ])('of %s is refused, and nobody is added', async (_what, change, code) => {
    const asked = { ...soldPass(calm(), 'Olga Nobody'), ...change }
    expect(await call(calm().desk, 'passes.sell', asked)).toMatchObject({ code })
    expect(await sheetOf(calm().desk, asked.memberId)).toMatchObject({ code: 'member_not_found' })
  })

  it('is not sold to a member whose own plan is good', async () => {
    const { id: memberId } = await addMember(calm().hub)
    const asked = { ...soldPass(calm(), 'Sofia'), memberId }
    expect(await call(calm().desk, 'passes.sell', asked)).toMatchObject({
      details: { problem: 'person_has_plan' },
    })
  })

  it('lets nobody in on the next day, and asks who it is where somebody of the name had a trial', async () => {
    const gym = await openDayGym()
    const trial = { ...soldPass(gym, 'Mia Berg'), planId: gym.trial.id, price_cents: 0, received_cents: 0 }
    await call(gym.desk, 'passes.sell', trial)
    const desk = await gym.later(1)
    const { memberId } = trial
    expect((await desk.ask('check_in', { memberId })).payload).toMatchObject({ reason: 'expired' })
    const asked = soldPass(gym, 'MIA BERG')
    const known = { id: memberId, suspended: false, trial: { plan: 'Trial', day: '2026-11-28' } }
    expect(await call(desk, 'passes.sell', asked)).toMatchObject({
      details: { problem: 'person_known', people: [known] },
    })
    await call(desk, 'passes.sell', { ...asked, memberId })
    expect(await sheetOf(desk, memberId)).toMatchObject({ full_name: 'Mia Berg', visits_total: 2 })
    const another = await call<SoldPass>(desk, 'passes.sell', { ...asked, id: uuidv7(), isAnother: true })
    expect(another.visit.member).toMatchObject({ id: asked.memberId, full_name: 'MIA BERG' })
  })
})
