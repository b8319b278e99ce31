import type { Fault } from '../fault.ts'

export const familyFaults: readonly Fault[] = [
  {
    name: 'a day pass has the grace days of members',
    file: 'server/domain/plan-book.ts',
    was: "kind === 'membership' ? null : 0",
    becomes: 'null',
    caughtBy: ['server/domain/plan-book.test.ts'],
    title: 'no days of grace',
  },
  {
    name: 'a guest pass of a check-in that was undone stays used',
    file: 'server/commands/visits/undo.ts',
    was: 'if (guestPass !== undefined) cancelGuest(',
    becomes: 'if (false) cancelGuest(',
    caughtBy: ['tests/hub/families/guests.test.ts'],
    title: 'given back where that is undone',
    isSlow: true,
  },
  {
    name: 'whoever is known by name is added as somebody new',
    file: 'server/commands/families/person.ts',
    was: 'if (namesakes.length === 0) return',
    becomes: 'if (namesakes.length >= 0) return',
    caughtBy: ['tests/hub/families/guests.test.ts'],
    title: 'asked about by name',
    isSlow: true,
  },
  {
    name: 'guests of the month before count',
    file: 'server/commands/families/bring-guest.ts',
    was: 'from: `${month}-01`',
    becomes: "from: '0000-01-01'",
    caughtBy: ['tests/hub/families/guests.test.ts'],
    title: 'as many as the plan gives in a month',
    isSlow: true,
  },
]
