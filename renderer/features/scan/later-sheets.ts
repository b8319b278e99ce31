/** Sheets that are no part of what a desk loads first, in one file: several would cut what they share with it into small ones. */
export { GuestSheet } from './GuestSheet.tsx'
export { MemberSheet } from './MemberSheet.tsx'
export { PassSheet } from './PassSheet.tsx'
