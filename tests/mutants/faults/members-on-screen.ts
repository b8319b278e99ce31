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
  {
    name: 'the desks are not told of a proposal',
    file: 'server/commands/members/edit-member.ts',
    was: 'if (isSaved || isProposed) announceChange',
    becomes: 'if (isSaved) announceChange',
    caughtBy: ['tests/hub/members/edits-of-two-desks.test.ts'],
  },
  {
    name: 'what was typed of a new member is gone where the plans are opened',
    file: 'renderer/app/WithPlans.tsx',
    was: '{children(() => setIsOpen(true))}',
    becomes: '{!isOpen && children(() => setIsOpen(true))}',
    caughtBy: ['tests/long/member-form.test.ts'],
    title: 'a manager adds the first plan',
    isSlow: true,
  },
  {
    name: 'who has bought nothing is told that their visits are used up',
    file: 'server/domain/no-plan.ts',
    was: "membership_type === '' &&",
    becomes: "membership_type !== '' &&",
    caughtBy: ['server/domain/rules/membership.test.ts'],
  },
  {
    name: 'a new member is kept where their plan cannot be sold',
    file: 'server/commands/members/add-member.ts',
    was: 'sale && (await sellPlan(',
    becomes:
      'sale && (await (async (...at: Parameters<typeof sellPlan>) => sellPlan(...at).catch(() => undefined))(',
    caughtBy: ['tests/hub/members/first-plan.test.ts'],
    isSlow: true,
  },
  {
    name: 'a member is added without a plan and may come in',
    file: 'server/commands/members/add-member.ts',
    was: 'saysPlan(fields) ? {} : NO_PLAN',
    becomes: 'saysPlan(fields) ? NO_PLAN : {}',
    caughtBy: ['tests/hub/members/first-plan.test.ts'],
    isSlow: true,
  },
  {
    name: 'a lent card is good after its day',
    file: 'server/domain/decide-scan.ts',
    was: 'lentUntil < context.today',
    becomes: 'lentUntil < context.today.slice(0, 4)',
    caughtBy: ['server/domain/decide-scan.test.ts'],
  },
  {
    name: 'a card is taken from whoever has it by now',
    file: 'server/commands/members/attach-card.ts',
    was: 'if (holder && holder.id !== from) throw taken(holder)',
    becomes: 'if (holder && from === undefined) throw taken(holder)',
    caughtBy: ['tests/hub/members/cards.test.ts'],
    isSlow: true,
  },
  {
    name: 'the log keeps who was deleted',
    file: 'server/jobs/erase-traces.ts',
    was: 'if (!events.some(isOfDeleted)) return',
    becomes: 'if (events.length >= 0) return',
    caughtBy: ['tests/hub/members/delete-member.test.ts'],
    isSlow: true,
  },
]
