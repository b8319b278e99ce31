import type { KeyboardEvent } from 'react'

/** Takes the focus away on Esc, from the field or a row; true where it did, and the search is over. */
export function leavesOnEscape(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'Escape' || !(event.target instanceof HTMLElement)) return false
  event.preventDefault()
  event.target.blur()
  return true
}

/** The member in whose row something has the focus, or null. */
export function memberOfRow(target: EventTarget): string | null {
  return (
    (target instanceof HTMLElement && target.closest('[data-row]')?.getAttribute('data-member-id')) || null
  )
}
