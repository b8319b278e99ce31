/** What is opened beside the stage and is no part of what a desk loads first: it has loaded it with its screens, before anybody asks. */
export { MemberSheet } from './MemberSheet.tsx'
export { RenewSheet } from './RenewSheet.tsx'
