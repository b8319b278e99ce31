import { familyPayment, familyTie, memberOfFamily, type MemberCompany } from '../families.ts'
import { broughtGuest, soldPass, type LetIn, type SoldPass } from '../passes.ts'
import { result, type Operation } from './operation.ts'

/** Who comes for a day, and who comes with whom. */
export const familiesOperations = {
  'passes.sell': {
    summary: 'Sells a day pass or a trial to somebody by their name, and lets them in.',
    params: soldPass,
    right: 'renew_members',
    result: result<SoldPass>(),
  },
  'guests.bring': {
    summary: 'Lets a guest in whom a member brings who is inside.',
    params: broughtGuest,
    right: 'register_members',
    result: result<LetIn>(),
  },
  'families.of': {
    summary: 'Whom a member comes with: their family and their guests.',
    params: memberOfFamily,
    right: 'see',
    result: result<MemberCompany>(),
  },
  'families.join': {
    summary: 'Has a member belong to the account of another one.',
    params: familyTie,
    right: 'register_members',
    result: result<{ memberId: string; holderId: string }>(),
  },
  'families.leave': {
    summary: 'Has a member belong to nobody’s account.',
    params: memberOfFamily,
    right: 'register_members',
    result: result<{ memberId: string }>(),
  },
  'families.pay': {
    summary: 'Receives all that a family owes.',
    params: familyPayment,
    right: 'renew_members',
    result: result<{ numbers: number[] }>(),
  },
} as const satisfies Record<string, Operation>
