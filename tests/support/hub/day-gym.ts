import { v7 as uuidv7 } from 'uuid'
import type { MemberCompany } from '../../../server/protocol/families.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk, type TestDesk } from '../client/desk.ts'
import { never } from './held-time.ts'
import { addMember, startHub } from './hub.ts'
import { addPlan, call } from './plans.ts'

const DAY_MS = 24 * 3_600_000

/** A gym on 28 November that sells a day pass and a trial, and whose members bring two guests a month. */
export async function openDayGym() {
  let now = Date.parse('2026-11-28T10:00:00Z')
  const hub = await startHub({}, { now: () => now, every: never })
  const manager = await openDesk(hub, { role: 'manager' })
  const oneDay = { duration: { unit: 'days', count: 1 } as const, price_cents: 1500 }
  return {
    ...{ hub, desk: await openDesk(hub) },
    dayPass: await addPlan(manager, { ...oneDay, name: 'Day pass', kind: 'day_pass' }),
    trial: await addPlan(manager, { ...oneDay, name: 'Trial', kind: 'trial', price_cents: null }),
    monthly: await addPlan(manager, { guests_a_month: 2 }),
    /** A desk some days later. */
    later: async (days: number): Promise<TestDesk> => {
      now += days * DAY_MS
      return openDesk(hub)
    },
  }
}

export type DayGym = Awaited<ReturnType<typeof openDayGym>>

/** What a desk asks to sell a day pass to somebody new. */
export const soldPass = ({ dayPass }: Pick<DayGym, 'dayPass'>, full_name: string) => ({
  ...{ id: uuidv7(), memberId: uuidv7(), full_name, planId: dayPass.id, version: 1 },
  ...{ price_cents: 1500, received_cents: 1500, way: 'cash' },
})

export const sheetOf = (desk: TestDesk, memberId: string) =>
  call<MemberDetails>(desk, 'members.get', { memberId })

export const companyOf = (desk: TestDesk, memberId: string) =>
  call<MemberCompany>(desk, 'families.of', { memberId })

/** What a desk is answered that lets somebody in: the visit, or why not. */
interface Brought {
  visit: { id: string; member: { id: string; full_name: string } }
  code?: string
  details?: { problem?: string; reason?: string }
}

/** A member who is inside, and how they bring guests. */
export async function openHost(
  gym: DayGym,
  columns: Record<string, string> = { membership_type: 'Monthly' },
) {
  const host = await addMember(gym.hub, columns)
  await gym.desk.ask('check_in', { memberId: host.id })
  const bring = (full_name: string, change: object = {}, desk = gym.desk) => {
    const asked = { id: uuidv7(), hostId: host.id, memberId: uuidv7(), full_name, ...change }
    return call<Brought>(desk, 'guests.bring', asked)
  }
  return { ...gym, host, bring }
}
