import type { Fault } from '../fault.ts'

/** Lists of members, and those to act on. */
export const listsFaults: readonly Fault[] = [
  {
    name: 'a list does not look for the day on which a plan’s grace is over',
    file: 'server/domain/rules/next-change.ts',
    was: 'after(plan.validUntil, graceDays + 1)',
    becomes: 'after(plan.validUntil, graceDays + 2)',
    caughtBy: ['server/domain/rules/next-change.test.ts'],
  },
  {
    name: 'a plan that ends on the last day is no longer ending soon',
    file: 'server/domain/standings/select-page.ts',
    was: 'end <= until',
    becomes: 'end < until',
    caughtBy: ['server/domain/standings/select-page.test.ts'],
    isSlow: true,
  },
  {
    name: 'a list is not told when a plan allows more or fewer days of grace',
    file: 'server/commands/members/standings/live-standings.ts',
    was: 'one.graceDays === other.graceDays && ',
    becomes: '',
    caughtBy: ['tests/hub/members/random-member-lists.test.ts'],
    isSlow: true,
  },
  {
    name: 'a card that is given to somebody else leaves who had it with one',
    file: 'server/store/noted-members.ts',
    was: "noting('changed_standings', name('left'), changed, `old.${id}`),",
    becomes: '',
    caughtBy: ['tests/hub/members/member-lists.test.ts'],
    title: 'a card that moves',
    isSlow: true,
  },
  {
    name: 'who was spoken to stays off the list for another reason too',
    file: 'server/commands/lists/follow-ups.ts',
    was: 'row?.spoken === 1 && row.about === about(ranked)',
    becomes: 'row?.spoken === 1',
    caughtBy: ['tests/hub/members/follow-ups.test.ts'],
    isSlow: true,
  },
  {
    name: 'a file is compared with what a member may on another day',
    file: 'server/commands/members/import-owner.ts',
    was: 'await readMember(tx, id, counters.day.day)',
    becomes: "await readMember(tx, id, counters.day.day.replace('2026', '2025'))",
    caughtBy: ['tests/hub/members/told-alike.test.ts'],
    isSlow: true,
  },
]
