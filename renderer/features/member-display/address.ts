/** `?view=` of the window that members see. */
export const MEMBER_VIEW = 'member'
