import {
  AWAY_DAYS,
  BIRTHDAY_DAYS,
  EXPIRING_DAYS,
  FROZEN_LONG_DAYS,
  type FollowUpList,
} from '../../protocol/follow-up.ts'
import { dayAfter } from '../business-day.ts'
import type { Slot } from './ordered-slots.ts'
import { dayNumber, dayOfNumber, EVER, STATE_BITS, type KeptState } from './standing.ts'
import { monthAndDay, type StandingTable } from './standing-table.ts'

const DAY_MS = 86_400_000

/** Somebody whom a list has, and why. */
export interface Selected {
  id: string
  /** Another text for another reason: `FollowUp`. */
  about: string
}

/** Why a member is on a list; the lower the rank, the more urgent. */
interface Reason {
  rank: number
  about: string
}

interface When {
  /** YYYY-MM-DD. */
  today: string
  /** Milliseconds since 1970 UTC. */
  now: number
}

type Judge = (table: StandingTable, when: When) => (slot: Slot) => Reason | null

/** All members whom a list has, the most urgent first. */
export function selectFollowUps(table: StandingTable, list: FollowUpList, when: When): Selected[] {
  const judge = JUDGES[list](table, when)
  const found: (Selected & Reason)[] = []
  for (const slot of table.slots()) {
    const reason = judge(slot)
    if (reason) found.push({ id: table.ids[slot] as string, ...reason })
  }
  return found.sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1))
}

const JUDGES: Record<FollowUpList, Judge> = {
  expiring: (table, { today }) => {
    const [first, last] = [dayNumber(today), dayNumber(today) + EXPIRING_DAYS]
    return (slot) => {
      const end = table.ends[slot] as number
      if (!holds(table, 'good', slot) || end < first || end > last) return null
      return { rank: end, about: dayOfNumber(end) }
    }
  },
  frozen: (table, { today }) => {
    const latest = dayNumber(today) - FROZEN_LONG_DAYS
    return (slot) => {
      const from = table.frozenFrom[slot] as number
      return holds(table, 'frozen', slot) && from <= latest ? sinceDay(from) : null
    }
  },
  owing: (table) => (slot) =>
    holds(table, 'owing', slot) ? sinceDay(table.owingSince[slot] as number) : null,
  away: (table, { now }) => {
    const latest = now - AWAY_DAYS * DAY_MS
    return (slot) => {
      if (!holds(table, 'good', slot)) return null
      const lastVisitAt = table.lastVisitAt[slot] as number
      const hasCome = !Number.isNaN(lastVisitAt)
      const since = hasCome ? lastVisitAt : (table.addedAt[slot] as number)
      if (since > latest) return null
      // Who has been away for a short time is the likeliest to come back.
      return { rank: -since, about: hasCome ? dayOfNumber(Math.floor(since / DAY_MS)) : 'never' }
    }
  },
  birthdays: (table, { today }) => {
    const days = birthdaysFrom(today)
    return (slot) => {
      const birthday = table.birthdays[slot] as number
      const day = birthday === 0 ? undefined : days.get(birthday)
      return day !== undefined && holds(table, 'good', slot) ? { rank: dayNumber(day), about: day } : null
    }
  },
}

function holds(table: StandingTable, state: KeptState, slot: Slot): boolean {
  return ((table.states[slot] as number) & STATE_BITS[state]) !== 0
}

/** Since when nobody knows is the longest. */
function sinceDay(day: number): Reason {
  return { rank: day, about: day === EVER ? '' : dayOfNumber(day) }
}

/** The days of the coming week by the birthdays on them; who was born on 29 February has theirs on the 28th of other years. */
function birthdaysFrom(today: string): Map<number, string> {
  const days = Array.from({ length: BIRTHDAY_DAYS }, (_, after) => dayAfter(today, after))
  const byBirthday = new Map(days.map((day) => [monthAndDay(day.slice('YYYY-'.length)), day]))
  const [leapDay, dayBefore] = [monthAndDay('02-29'), byBirthday.get(monthAndDay('02-28'))]
  if (dayBefore !== undefined && !dayAfter(dayBefore, 1).endsWith('02-29')) byBirthday.set(leapDay, dayBefore)
  return byBirthday
}
