import type { Fault } from '../fault.ts'

/** Members who may be one person, merged and separated. */
export const duplicateFaults: readonly Fault[] = [
  {
    name: 'a family that shares an e-mail address is taken for one person',
    file: 'server/domain/duplicates/compare-members.ts',
    was: "if (name === 'other') return null",
    becomes: 'if (one === other) return null',
    caughtBy: ['server/domain/duplicates/duplicates.test.ts'],
  },
  {
    name: 'a phone number with its country is another one than without',
    file: 'server/domain/phone.ts',
    was: '  if (first) return isNumberThere(other, first)',
    becomes: '  if (first) return false',
    caughtBy: ['server/domain/phone.test.ts'],
  },
  {
    name: 'a file takes a member whose number it writes with the country for somebody else',
    file: 'server/commands/members/file/likeness.ts',
    was: 'bothSay(phoneIn(one), phoneIn(other), isSamePhone)',
    becomes: 'bothSay(one.phone, other.phone, (a, b) => a === b)',
    caughtBy: ['tests/hub/members/import-people.test.ts'],
    title: 'by name and phone',
    isSlow: true,
  },
  {
    name: 'freezes of the one who stays move what the other one bought a second time',
    file: 'server/domain/rights/merge-rights.ts',
    was: 'return days === 0 ? day : dayAfter(day, -days)',
    becomes: 'return days === 0 ? day : dayAfter(day, 0)',
    caughtBy: ['server/domain/rights/merge-rights.test.ts'],
    isSlow: true,
  },
  {
    name: 'separated members do not get their visits back',
    file: 'server/commands/duplicates/unmerge-members.ts',
    was: 'await giveVisits(tx, visits, { into: pair.from, from: pair.into })',
    becomes: 'await giveVisits(tx, [], { into: pair.from, from: pair.into })',
    caughtBy: ['tests/hub/members/random-merges.test.ts'],
    isSlow: true,
  },
  {
    name: 'what both owed goes back though one has paid it',
    file: 'server/commands/duplicates/unmerge-members.ts',
    was: 'if (goesBack)',
    becomes: 'if (goesBack || true)',
    caughtBy: ['tests/hub/members/merges.test.ts'],
    isSlow: true,
  },
]
