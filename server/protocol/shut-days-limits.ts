import { MAX_FREEZE_REASON_CHARACTERS } from './member-rights.ts'

/** Limits of days on which the gym is shut that the page says too, apart from the schemas that it loads later. */

/** Longer is a gym that has closed, and not one that is shut. */
export const MOST_SHUT_DAYS = 366

/** How far from today they may begin, before or after: what lies further is a slip of the finger. */
export const SHUT_DAYS_AWAY = 366

/** Characters of what members' sheets say of it: that of a freeze. */
export const MAX_SHUT_REASON_CHARACTERS = MAX_FREEZE_REASON_CHARACTERS
