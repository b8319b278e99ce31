import type { KeyboardEvent } from 'react'

const ROW_BUTTONS = '[data-row] button:not(:disabled)'

/**
 * Arrow keys walk from the search field through the rows and back. Enter in the field acts where one row is left, and
 * goes to the first of several, so that nothing is done to somebody who was not chosen.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  if (!list || event.defaultPrevented) return
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const field = event.currentTarget.querySelector('input')
  const isInField = event.target === field
  const buttons = [...list.querySelectorAll<HTMLElement>(ROW_BUTTONS)]
  if (event.key === 'Enter' && isInField && field.value.trim() !== '') {
    event.preventDefault()
    if (buttons.length === 1) buttons[0]?.click()
    else buttons[0]?.focus()
  }
  if (step === 0) return
  event.preventDefault()
  const at = buttons.findIndex((button) => button === event.target)
  const next = at + step
  if (isInField && step < 0) return
  if (next < 0) field?.focus()
  else buttons[next]?.focus()
}

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
