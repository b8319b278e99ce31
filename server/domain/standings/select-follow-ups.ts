import {
  AWAY_DAYS,
  BIRTHDAY_DAYS,
  EXPIRING_DAYS,
  FROZEN_LONG_DAYS,
  type FollowUpList,
} from '../../protocol/follow-up.ts'
import { dayAfter } from '../business-day.ts'
import type { Slot } from '../packed/id-slots.ts'
import { dayNumber, dayOfNumber, EVER, STATE_BITS, type KeptState } from './standing.ts'
import { monthAndDay, type StandingTable } from './standing-table.ts'

const DAY_MS = 86_400_000

/** Somebody whom a list has; the lower the rank, the more urgent. */
interface Ranked {
  slot: Slot
  rank: number
}

interface When {
  /** YYYY-MM-DD. */
  today: string
  /** Milliseconds since 1970 UTC. */
  now: number
}

interface List {
  /** How urgent a member is, or null for one whom the list has not. */
  rank: (table: StandingTable, when: When) => (slot: Slot) => number | null
  /** Why they are on it: another text for another reason, see `FollowUp`. */
  about: (table: StandingTable, ranked: Ranked) => string
}

/** All members whom a list has, the most urgent first. */
export function selectFollowUps(table: StandingTable, list: FollowUpList, when: When): Ranked[] {
  const rankOf = LISTS[list].rank(table, when)
  const found: Ranked[] = []
  for (const slot of table.slots()) {
    const rank = rankOf(slot)
    if (rank !== null) found.push({ slot, rank })
  }
  return found.sort((one, other) => one.rank - other.rank || one.slot - other.slot)
}

/** Why somebody is on a list. Asked of those alone who are shown: a text each takes longer than all ranks. */
export function aboutOf(table: StandingTable, list: FollowUpList, ranked: Ranked): string {
  return LISTS[list].about(table, ranked)
}

const byDay: List['about'] = (_table, { rank }) => (rank === EVER ? '' : dayOfNumber(rank))

const LISTS: Record<FollowUpList, List> = {
  expiring: {
    rank(table, { today }) {
      const [first, last] = [dayNumber(today), dayNumber(today) + EXPIRING_DAYS]
      return (slot) => {
        const end = table.ends.get(slot)
        return holds(table, 'good', slot) && end >= first && end <= last ? end : null
      }
    },
    about: byDay,
  },
  frozen: {
    rank(table, { today }) {
      const latest = dayNumber(today) - FROZEN_LONG_DAYS
      return (slot) => {
        const from = table.frozenFrom.get(slot)
        return holds(table, 'frozen', slot) && from <= latest ? from : null
      }
    },
    about: byDay,
  },
  owing: {
    rank: (table) => (slot) => (holds(table, 'owing', slot) ? table.owingSince.get(slot) : null),
    about: byDay,
  },
  away: {
    rank(table, { now }) {
      const latest = now - AWAY_DAYS * DAY_MS
      return (slot) => {
        if (!holds(table, 'good', slot)) return null
        const since = hasCome(table, slot) ? table.lastVisitAt.get(slot) : table.addedAt.get(slot)
        // Who has been away for a short time is the likeliest to come back.
        return since <= latest ? -since : null
      }
    },
    about: (table, { slot, rank }) =>
      hasCome(table, slot) ? dayOfNumber(Math.floor(-rank / DAY_MS)) : 'never',
  },
  birthdays: {
    rank(table, { today }) {
      const days = birthdaysFrom(today)
      return (slot) => {
        const birthday = table.birthdays.get(slot)
        const day = birthday === 0 ? undefined : days.get(birthday)
        return day !== undefined && holds(table, 'good', slot) ? dayNumber(day) : null
      }
    },
    about: byDay,
  },
}

function hasCome({ lastVisitAt }: StandingTable, slot: Slot): boolean {
  return !Number.isNaN(lastVisitAt.get(slot))
}

function holds(table: StandingTable, state: KeptState, slot: Slot): boolean {
  return (table.states.get(slot) & STATE_BITS[state]) !== 0
}

/** The days of the coming week by the birthdays on them; who was born on 29 February has theirs on the 28th of other years. */
function birthdaysFrom(today: string): Map<number, string> {
  const days = Array.from({ length: BIRTHDAY_DAYS }, (_, after) => dayAfter(today, after))
  const byBirthday = new Map(days.map((day) => [monthAndDay(day.slice('YYYY-'.length)), day]))
  const [leapDay, dayBefore] = [monthAndDay('02-29'), byBirthday.get(monthAndDay('02-28'))]
  if (dayBefore !== undefined && !dayAfter(dayBefore, 1).endsWith('02-29')) byBirthday.set(leapDay, dayBefore)
  return byBirthday
}
