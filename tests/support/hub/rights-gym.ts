import { v7 as uuidv7 } from 'uuid'
import { dayAfter } from '../../../server/domain/business-day.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { Plan } from '../../../server/protocol/plans.ts'
import { openDesk, type TestDesk } from '../client/desk.ts'
import type { Random } from '../random.ts'
import { sheetOf } from './day-gym.ts'
import { never } from './held-time.ts'
import { addMember, startHub, type TestHub } from './hub.ts'
import { addPlan, call } from './plans.ts'

const START = Date.parse('2026-01-20T10:00:00Z')
const DAY_MS = 24 * 3_600_000
const MINUTES_MS = 5 * 60_000

/** A member of the gym, and what can be undone or ended of theirs. */
export interface Regular {
  id: string
  full_name: string
  card: string
  freezes: string[]
  /** What `members.undoChange` takes back; null where nothing was sold or changed. */
  last: object | null
}

export interface RightsGym {
  hub: TestHub
  desk: TestDesk
  random: Random
  plans: Plan[]
  now: number
  regulars: Regular[]
  today: () => string
}

/** A gym without doors or limits, whose few members buy, renew, pause, owe and come in any order. Its clock stands still in between. */
export async function openRightsGym(random: Random): Promise<RightsGym> {
  const clock = { now: START }
  const limit = ['framesPerSecond=0', 'snapshotsPerMinute=0']
  const hub = await startHub({ limit }, { now: () => clock.now, every: never })
  const desk = await openDesk(hub, { role: 'manager' })
  const plans = [
    await addPlan(desk, { grace_days: 4 }),
    await addPlan(desk, { name: 'Week', duration: { unit: 'days', count: 7 }, grace_days: 5 }),
    await addPlan(desk, { name: 'Three visits', duration: { unit: 'endless' }, visits: 3 }),
    await addPlan(desk, { name: 'Two in ten days', duration: { unit: 'days', count: 10 }, visits: 2 }),
    await addPlan(desk, { name: 'Season', duration: { unit: 'until', day: '2026-04-30' } }),
  ]
  const opened = { hub, desk, random, plans, regulars: [] }
  return Object.assign(clock, { ...opened, today: () => new Date(clock.now).toISOString().slice(0, 10) })
}

/** Somebody comes from another product, with whatever that says of them. */
export async function addRegular(gym: RightsGym): Promise<void> {
  const { random, hub } = gym
  const number = gym.regulars.length
  const day = (least: number, most: number): string =>
    dayAfter(gym.today(), least + random.below(most - least + 1))
  const some = (value: string): string => (random.below(2) === 0 ? value : '')
  const name = `Regular ${String(number).padStart(4, '0')} ${letters(random)}`
  const frozenFrom = random.below(4) === 0 ? day(-9, 9) : ''
  const [from, until] = [some(day(-20, 3)), some(day(0, 20))]
  const added = await addMember(hub, {
    full_name: name,
    membership_type: random.pick(['', 'Monthly', 'Week', 'Gold']),
    valid_from: from,
    valid_until: until !== '' && until < from ? from : until,
    visits_left: some(String(random.below(4))),
    frozen_from: frozenFrom,
    frozen_until: frozenFrom && some(dayAfter(frozenFrom, random.below(9))),
  })
  gym.regulars.push({ ...added, freezes: [], last: null })
}

function letters(random: Random): string {
  return String.fromCharCode(...Array.from({ length: 6 }, () => 97 + random.below(26)))
}

type Act = (gym: RightsGym, regular: Regular) => Promise<unknown>

const wait: Act = (gym) => {
  gym.now += (1 + gym.random.below(4)) * DAY_MS
  return Promise.resolve()
}

const sell: Act = async ({ desk, random, plans, today }, regular) => {
  const plan = random.pick(plans)
  const startsOn = random.below(3) === 0 ? dayAfter(today(), random.below(12) - 4) : undefined
  const id = uuidv7()
  const asked = { id, memberId: regular.id, planId: plan.id, version: plan.version, was: {}, startsOn }
  const left = random.below(3) === 0 ? { left: 'days' } : {}
  const sold = await call(desk, 'plans.sell', { ...asked, ...left })
  if (sold['changed_time'] === undefined) return
  const { membership_type, valid_from, valid_until, visits_left, was, changed_time } = sold
  const now = { membership_type, valid_from, valid_until, visits_left }
  regular.last = { memberId: regular.id, change_id: id, now, was, changed_time }
}

const renew: Act = async (gym, regular) => {
  const { desk, random, today } = gym
  const { valid_until, visits_left, debt_cents } = await sheetOf(desk, regular.id)
  const was = { valid_until, visits_left, debt_cents }
  const until = dayAfter(valid_until ?? today(), random.below(40) - 10)
  const now = random.pick<object>([
    { valid_until: until },
    { visits_left: random.pick([null, 0, 1, 5]) },
    { valid_until: until, visits_left: random.below(4) },
    { debt_cents: random.pick([0, 1500]) },
  ])
  const changed = await call(desk, 'members.change', { memberId: regular.id, now, was })
  if (changed['changed_time'] === undefined) return
  const undone = Object.fromEntries(Object.keys(now).map((field) => [field, was[field as keyof typeof was]]))
  regular.last = { memberId: regular.id, now, was: undone, changed_time: changed['changed_time'] }
}

const undo: Act = async ({ desk }, regular) => {
  if (regular.last) await call(desk, 'members.undoChange', regular.last)
  regular.last = null
}

const freeze: Act = async ({ desk, random, today }, regular) => {
  const [freezeId, from] = [uuidv7(), dayAfter(today(), random.below(15) - 7)]
  const until = random.below(3) === 0 ? null : dayAfter(from, random.below(12))
  await call(desk, 'members.freeze', { memberId: regular.id, freezeId, from, until })
  regular.freezes.push(freezeId)
}

const unfreeze: Act = async ({ desk, random }, regular) => {
  if (regular.freezes.length === 0) return
  await call(desk, 'members.unfreeze', { memberId: regular.id, freezeId: random.pick(regular.freezes) })
}

const suspend: Act = async ({ desk, random }, { id: memberId }) => {
  const was = (await sheetOf(desk, memberId)).suspended
  const suspended = { was, now: random.below(3) === 0 }
  await call(desk, 'members.edit', { memberId, id: uuidv7(), fields: { suspended } })
}

const letInUntil: Act = async ({ desk, random, today }, { card }) => {
  const override = { reason: 'Asked the manager', until: dayAfter(today(), random.below(5)) }
  const { payload } = await desk.ask('scan', { code: card, mode: 'in', override })
  if (payload.reason === 'ok_in') await desk.ask('scan', { code: card, mode: 'out' })
}

const grace: Act = async (gym) => {
  const { desk, random } = gym
  const at = random.below(gym.plans.length)
  const plan = gym.plans[at]!
  const { id, name, duration, visits, hours, locations, price_cents, version } = plan
  const terms = { duration, visits, hours, locations, price_cents, grace_days: random.below(8) }
  gym.plans[at] = await call<Plan>(desk, 'plans.change', { id, name, version, ...terms })
}

const ACTS: readonly Act[] = [
  ...[wait, wait, wait, sell, sell, sell, renew, renew, undo],
  ...[freeze, unfreeze, unfreeze, suspend, letInUntil, grace],
]

/** Something is done of one of the last members, who is returned. */
export async function actAtRandom(gym: RightsGym, among: number): Promise<Regular> {
  const regular = gym.random.pick(gym.regulars.slice(-among))
  // Past the seconds within which a card is taken as read twice.
  gym.now += MINUTES_MS
  await gym.random.pick(ACTS)(gym, regular)
  return regular
}

/** A member comes with their card, and goes out again, or the visit is taken back. Returns why they do not come in, or null. */
export async function comeAndGo(gym: RightsGym, { card }: Regular): Promise<string | null> {
  gym.now += MINUTES_MS
  const { payload } = await gym.desk.ask('scan', { code: card, mode: 'in' })
  if (payload.reason !== 'ok_in') return payload.reason as string
  gym.now += MINUTES_MS
  if (gym.random.below(3) === 0) await gym.desk.ask('undo', { checkInId: payload.visit.id })
  else await gym.desk.ask('scan', { code: card, mode: 'out' })
  return null
}

/** Why their card would not let them in, or null. */
export async function previewOf({ desk }: RightsGym, { card }: Regular): Promise<string | null> {
  const { reason } = await call<{ reason: string }>(desk, 'scans.preview', { code: card, mode: 'in' })
  return reason === 'ok_in' ? null : reason
}

/** Whether staff has said that what stands against somebody does not keep them out. */
export function isOverridden({ refusal, overrides }: MemberDetails): boolean {
  return overrides.some(({ refusal: overridden }) => overridden === refusal)
}
