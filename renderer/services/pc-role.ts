/** The page where a PC that is something becomes something else: `?view=` of its address. No desk runs meanwhile. */
export const CHOOSING_VIEW = 'choose'

export function beginChoosing(): void {
  window.location.search = `?view=${CHOOSING_VIEW}`
}

/** Back to the desk. */
export function endChoosing(): void {
  window.location.search = ''
}
