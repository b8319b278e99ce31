/** What is opened beside the stage and is no part of what a desk loads first, in one file: several would cut what they share into small ones. */
export { GuestSheet } from './GuestSheet.tsx'
export { MemberSheet } from './MemberSheet.tsx'
export { PassSheet } from './PassSheet.tsx'
export { RenewSheet } from './RenewSheet.tsx'
