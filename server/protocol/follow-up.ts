/** Lists of members whom somebody should speak to. */
export const FOLLOW_UP_LISTS = ['expiring', 'frozen', 'owing', 'away', 'birthdays'] as const
export type FollowUpList = (typeof FOLLOW_UP_LISTS)[number]
