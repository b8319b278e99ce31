import { describe, expect, it } from 'vitest'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { exportedMembers, takeFile } from '../../support/hub/members-files.ts'

const DAY_MS = 24 * 3_600_000
const TENTH = Date.parse('2026-02-10T12:00:00.000Z')
const FREEZE = '01a20902-753d-7125-bcc5-ddb7ce35ac66'
const OTHER = '01a20902-753d-7125-bcc5-ddb7ce35ac67'
const PLAN = { valid_from: '2026-01-15', valid_until: '2026-02-14' }

/** A gym on 10 February. */
async function openGym() {
  let now = TENTH
  const hub = await startHub({}, { now: () => now, every: never })
  let desk = await openDesk(hub)
  return {
    hub,
    ask: (type: string, payload: object) => desk.ask(type, payload),
    pass: async (days: number) => {
      now += days * DAY_MS
      desk = await openDesk(hub)
    },
  }
}

type Gym = Awaited<ReturnType<typeof openGym>>

/** Of all tests in which no time passes. */
const calm = forWholeFile(openGym)

/** A member of a gym, and what a desk asks of them. */
async function memberOf(gym: Gym = calm(), columns: Record<string, string> = PLAN) {
  const member = await addMember(gym.hub, columns)
  const ask = async (method: string, params: object = {}) => {
    const { payload } = await gym.ask('request', { method, params: { memberId: member.id, ...params } })
    return payload as { code?: string; message?: string; changed_time?: string }
  }
  return {
    ...{ hub: gym.hub, member, ask },
    freeze: (days: object, freezeId = FREEZE) => ask('members.freeze', { freezeId, ...days }),
    sheet: async () => (await ask('members.get')) as unknown as MemberDetails,
    scan: async () => (await gym.ask('scan', { code: member.card, mode: 'in' })).payload.reason as string,
    exported: async () => (await exportedMembers(gym.hub)).find(({ id }) => id === member.id),
  }
}

describe('a member who is frozen', () => {
  it('does not come in on any of these days, and as many days longer after them', async () => {
    const { freeze, sheet, ask } = await memberOf()
    expect(await freeze({ from: '2026-02-11', until: '2026-03-10', reason: 'Broken arm' })).toMatchObject({
      valid_until: '2026-03-14',
    })
    expect(await sheet()).toMatchObject({
      ...{ valid_until: '2026-03-14', refusal: null, frozen_until: null },
      freezes: [{ id: FREEZE, startsOn: '2026-02-11', endsOn: '2026-03-10', reason: 'Broken arm' }],
    })
    // Asked again it freezes nobody twice.
    expect(await freeze({ from: '2026-02-11', until: '2026-03-10' })).toMatchObject({
      valid_until: '2026-03-14',
    })
    expect((await sheet()).freezes).toHaveLength(1)
    expect(await ask('members.unfreeze', { freezeId: FREEZE })).toMatchObject({ valid_until: '2026-02-14' })
  })

  it('comes in from the day on which somebody ends it, and gets the days back on which they were away', async () => {
    const gym = await openGym()
    const { freeze, sheet, scan, ask } = await memberOf(gym)
    await freeze({ from: '2026-02-10' })
    await gym.pass(3)
    expect(await scan()).toBe('frozen')
    // Five days were left on the 10th; three were frozen.
    const end = () => ask('members.unfreeze', { freezeId: FREEZE })
    expect(await end()).toMatchObject({ valid_until: '2026-02-17' })
    expect(await scan()).toBe('ok_in')
    expect(await sheet()).toMatchObject({ frozen_until: '2026-02-12' })
    // Ended again it is as it was.
    expect(await end()).toMatchObject({ valid_until: '2026-02-17' })
  })

  it('is frozen once by two freezes that overlap', async () => {
    const { freeze, ask } = await memberOf()
    await freeze({ from: '2026-02-11', until: '2026-02-20' })
    expect(await freeze({ from: '2026-02-15', until: '2026-02-25' }, OTHER)).toMatchObject({
      valid_until: '2026-03-01',
    })
    expect(await ask('members.unfreeze', { freezeId: OTHER })).toMatchObject({ valid_until: '2026-02-24' })
  })

  it.each([
    ['on which they came', { from: '2026-02-10' }, /They came on 2026-02-10. Freeze them from 2026-02-11 on/],
    ['too long ago', { from: '2025-11-09' }, /at most 92 days ago/],
    ['too many', { from: '2026-02-11', until: '2027-02-12' }, /at most 366 days/],
    ['after the plan', { from: '2026-02-15' }, /ends before the freeze begins/],
    ['in the wrong order', { from: '2026-02-11', until: '2026-02-10' }, /until/],
  ])('is not frozen for days %s', async (_what, days, message) => {
    const { freeze, sheet, scan } = await memberOf()
    expect(await scan()).toBe('ok_in')
    const refused = await freeze(days)
    expect(refused.code).toBe('invalid_message')
    expect(refused.message).toMatch(message)
    expect(await sheet()).toMatchObject({ valid_until: '2026-02-14', freezes: [] })
  })

  it('is in the audit log, with what it changed in no words', async () => {
    const { hub, member, freeze } = await memberOf()
    await freeze({ from: '2026-02-11', until: '2026-03-10' })
    const { entries } = (await (await hub.fetch('api/v1/audit?limit=500')).json()) as {
      entries: { action: string; subject: string; details: object | null }[]
    }
    const entry = entries.find(({ action, subject }) => action === 'member_frozen' && subject === member.id)
    expect(Object.keys(entry?.details ?? {}).sort()).toEqual([
      'freeze',
      'frozen_from',
      'frozen_until',
      'valid_until',
    ])
    expect(JSON.stringify(entries)).not.toContain('2026-03-14')
  })

  it('goes out in a file and comes in again as they are; another file says all of what they have', async () => {
    const { hub, freeze, member, exported } = await memberOf()
    await freeze({ from: '2026-02-11', until: '2026-03-10' })
    const row = await exported()
    const plan = { valid_until: '2026-03-14', frozen_from: '2026-02-11', frozen_until: '2026-03-10' }
    expect(row).toMatchObject(plan)
    const file = `id,full_name,valid_until,frozen_from,frozen_until,version\n${member.id},Sofia,2026-04-01,,,${String(row?.['version'])}\n`
    expect((await takeFile(hub, file)).refused ?? null).toBeNull()
    const said = { valid_until: '2026-04-01', frozen_from: null, frozen_until: null }
    expect(await exported()).toMatchObject(said)
  })
})

describe('a renewal', () => {
  const change = (was: string, now: string) => ({ was: { valid_until: was }, now: { valid_until: now } })

  it('of a plan that goes on is a period that begins the day after, and undone it is gone', async () => {
    const { ask, sheet } = await memberOf()
    const early = change('2026-02-14', '2026-03-14')
    const { changed_time } = await ask('members.change', early)
    expect((await sheet()).periods).toMatchObject([
      { startsOn: '2026-01-15', endsOn: '2026-02-14' },
      { startsOn: '2026-02-15', endsOn: '2026-03-14' },
    ])
    expect(await ask('members.undoChange', { ...early, changed_time })).toMatchObject({
      valid_until: '2026-02-14',
    })
    expect((await sheet()).periods).toHaveLength(1)
  })

  it('of a plan that is over leaves the gap as it was', async () => {
    const { ask, sheet } = await memberOf(calm(), { valid_from: '2026-01-01', valid_until: '2026-01-31' })
    const late = change('2026-01-31', '2026-03-09')
    const { changed_time } = await ask('members.change', late)
    expect(await sheet()).toMatchObject({
      ...{ valid_from: '2026-02-10', valid_until: '2026-03-09', refusal: null },
      periods: [{ endsOn: '2026-01-31' }, { startsOn: '2026-02-10' }],
    })
    await ask('members.undoChange', { ...late, changed_time })
    expect(await sheet()).toMatchObject({
      valid_from: '2026-01-01',
      valid_until: '2026-01-31',
      refusal: 'expired',
    })
  })
})
