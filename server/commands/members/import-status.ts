import type { MemberRow } from '../../store/rights.ts'
import { refusedAt } from './file/refusal.ts'
import type { MemberFileRow } from './file/row-shape.ts'

/** What a status says of a member, and where else it must stand to be more than a word. */
const FACTS = {
  suspended: { holds: (member: MemberRow) => member.suspended === 1, column: 'suspended' },
  frozen: {
    holds: ({ frozen_from, frozen_until }: MemberRow) => frozen_from !== null || frozen_until !== null,
    column: 'frozen_from or frozen_until',
  },
  expired: { holds: ({ valid_until }: MemberRow) => valid_until !== null, column: 'valid_until' },
  not_started: { holds: ({ valid_from }: MemberRow) => valid_from !== null, column: 'valid_from' },
  debt: { holds: ({ debt_cents }: MemberRow) => debt_cents > 0, column: 'debt_cents' },
  no_visits_left: { holds: ({ visits_left }: MemberRow) => visits_left !== null, column: 'visits_left' },
}

type Fact = keyof typeof FACTS

/** The words of an export, and those of other systems that say the same. */
const WORDS: Readonly<Record<string, Fact | 'active'>> = {
  active: 'active',
  current: 'active',
  live: 'active',
  suspended: 'suspended',
  blocked: 'suspended',
  inactive: 'suspended',
  canceled: 'suspended',
  cancelled: 'suspended',
  terminated: 'suspended',
  frozen: 'frozen',
  paused: 'frozen',
  'on hold': 'frozen',
  hold: 'frozen',
  expired: 'expired',
  lapsed: 'expired',
  not_started: 'not_started',
  debt: 'debt',
  overdue: 'debt',
  no_visits_left: 'no_visits_left',
}

/**
 * The row with what its status says of the member whom it makes. A word that keeps people out suspends, where no column says otherwise;
 * one that goes by a day or a sum needs that in its own column. Throws a HubError for what would be dropped else.
 */
export function withStatus(row: MemberFileRow, member: MemberRow): MemberFileRow {
  const word = row.status?.toLowerCase() ?? ''
  if (word === '') return row
  const said = WORDS[word]
  if (said === undefined) {
    const known = Object.keys(WORDS).join(', ')
    throw refusedAt(row.line, 'status', `has a word that is not known. Write one of: ${known}.`)
  }
  if (said === 'active' || FACTS[said].holds(member)) return row
  if (said === 'suspended' && row.suspended === undefined) return { ...row, suspended: true }
  const { column } = FACTS[said]
  throw refusedAt(
    row.line,
    'status',
    `says ${said}, and ${column} does not. Fill that in, or write suspended.`,
  )
}
