import type { Fault } from '../fault.ts'

export const planFaults: readonly Fault[] = [
  {
    name: 'a renewal on the last day of a plan begins today',
    file: 'server/domain/selling.ts',
    was: 'valid_until >= today',
    becomes: 'valid_until > today',
    caughtBy: ['server/domain/selling.test.ts'],
    title: 'on its last day is early',
  },
  {
    name: 'renewals drift at the ends of months',
    file: 'server/domain/selling.ts',
    was: 'monthsAfter(since, before + months)',
    becomes: 'monthsAfter(first, months)',
    caughtBy: ['server/domain/selling.test.ts'],
    title: 'does not drift at the ends of months',
  },
  {
    name: 'a plan that is retired lets its members in at any hour',
    file: 'server/domain/plan-book.ts',
    was: 'plans.flatMap((plan) =>',
    becomes: 'plans.filter(({ retiredAt }) => retiredAt === null).flatMap((plan) =>',
    caughtBy: ['server/domain/plan-book.test.ts'],
    title: 'one that is retired',
  },
  {
    name: 'a sale that is sent again is sold again',
    file: 'server/commands/plans/sell-plan.ts',
    was: 'rememberRequest(context.tx,',
    becomes: 'void (context.tx,',
    caughtBy: ['tests/hub/plans/selling.test.ts'],
    title: 'is sold once',
  },
  {
    name: 'what settings.json says goes before the catalogue',
    file: 'server/commands/plans/catalogue.ts',
    was: 'book.get(key) ?? gym.plans.get(key)',
    becomes: 'gym.plans.get(key) ?? book.get(key)',
    caughtBy: ['tests/hub/plans/catalogue.test.ts'],
    title: 'hold with the next scan',
  },
]
