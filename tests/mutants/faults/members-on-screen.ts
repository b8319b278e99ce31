import type { Fault } from '../fault.ts'

/** Members that are edited at two desks, and listed. */
export const membersOnScreenFaults: readonly Fault[] = [
  {
    name: 'of two desks that edit one field the last one wins',
    file: 'server/commands/members/edit-member.ts',
    was: 'known[field] === was || known[field] === now',
    becomes: 'known[field] === was || known[field] !== was',
    caughtBy: ['tests/hub/members/random-edits.test.ts'],
  },
  {
    name: 'a proposal is accepted over what nobody has seen',
    file: 'server/commands/members/decide-proposal.ts',
    was: 'if (accept && editableOf(member)[field] !== was) {',
    becomes: 'if (accept && was === 0) {',
    caughtBy: ['tests/hub/members/random-edits.test.ts'],
  },
]
