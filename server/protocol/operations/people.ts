import type { KnownDesk, NewStaffAccount, SignInLink, StaffAccount } from '../accounts.ts'
import * as take from '../params.ts'
import { result, type Operation } from './operation.ts'

/** Who works here, and at which desks. */
export const peopleOperations = {
  'staff.list': {
    summary: 'All staff accounts.',
    params: take.nothing,
    right: 'manage_staff',
    result: result<{ staff: StaffAccount[] }>(),
  },
  'staff.add': {
    summary: 'Adds an account; a password that nobody chose is made and told once.',
    params: take.newStaff,
    right: 'manage_staff',
    result: result<NewStaffAccount>(),
  },
  'staff.change': {
    summary: 'Changes an account.',
    params: take.changedStaff,
    right: 'manage_staff',
    result: result<StaffAccount>(),
  },
  'staff.resetPassword': {
    summary: 'Gives an account a new password.',
    params: take.knownById,
    right: 'manage_staff',
    result: result<{ password: string }>(),
  },
  'me.changePassword': {
    summary: 'Changes the caller’s own password.',
    params: take.ownPassword,
    byPerson: true,
    right: 'see',
    result: result<{ changed: true }>(),
  },
  'me.changePin': {
    summary: 'Sets or removes the caller’s own PIN.',
    params: take.ownPin,
    byPerson: true,
    right: 'see',
    result: result<{ changed: true }>(),
  },
  'desks.list': {
    summary: 'The desks of the gym.',
    params: take.nothing,
    right: 'manage_desks',
    result: result<{ desks: KnownDesk[] }>(),
  },
  'desks.rename': {
    summary: 'Names a desk.',
    params: take.namedDesk,
    right: 'manage_desks',
    result: result<KnownDesk>(),
  },
  'desks.remove': {
    summary: 'Removes a desk: its credential is no longer valid.',
    params: take.knownById,
    right: 'manage_desks',
    result: result<{ removed: true }>(),
  },
  'links.make': {
    summary: 'Makes a link that signs one desk in.',
    params: take.newLink,
    right: 'sign_desks_in',
    result: result<SignInLink>(),
  },
} as const satisfies Record<string, Operation>
