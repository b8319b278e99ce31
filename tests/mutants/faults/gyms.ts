import type { Fault } from '../fault.ts'

const GYMS = ['tests/hub/several/gyms.test.ts']

/** Members who use several gyms. */
export const gymsFaults: readonly Fault[] = [
  {
    name: 'any plan of another gym is good here',
    file: 'server/commands/visitors/visitor-at-home.ts',
    was: '!plan?.gyms?.includes(asked.here)',
    becomes: '!plan',
    caughtBy: GYMS,
    title: 'is nobody at a gym',
    isSlow: true,
  },
  {
    name: 'another gym writes while its member is judged',
    file: 'server/store/group-transaction.ts',
    was: 'if (this.#held.size > 0) await holdGyms(tx, this.#held)\n',
    becomes: '\n',
    caughtBy: GYMS,
    title: 'when nobody writes at home',
    isSlow: true,
  },
  {
    name: 'a gym is told what a visitor owes at home',
    file: 'server/commands/visitors/visitor-told.ts',
    was: '...(rule && RULES_OF_HERE.has(rule.kind) && { rule })',
    becomes: '...(rule && { rule })',
    caughtBy: GYMS,
    title: 'no more is told than the reason',
    isSlow: true,
  },
  {
    name: 'a visit that is undone elsewhere is not given back to its pack',
    file: 'server/commands/visitors/visitor-visits.ts',
    was: 'if (memberId !== undefined) changeVisitsLeft',
    becomes: 'if (memberId === undefined) changeVisitsLeft',
    caughtBy: GYMS,
    title: 'where the visit is undone',
    isSlow: true,
  },
  {
    name: 'a name stays at the gyms that a deleted member has visited',
    file: 'server/commands/members/delete-member.ts',
    was: '  await deleteAway(context, memberId)\n',
    becomes: '',
    caughtBy: GYMS,
    title: 'is deleted where they visited',
    isSlow: true,
  },
  {
    name: 'a visitor is a member here',
    file: 'server/store/own-members.ts',
    was: ' and members.home_gym is null',
    becomes: '',
    caughtBy: GYMS,
    title: 'their own gym alone',
    isSlow: true,
  },
]
