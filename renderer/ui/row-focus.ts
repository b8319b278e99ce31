import type { KeyboardEvent } from 'react'

/** The buttons of a list below a field; each row is marked so. */
const ROW_BUTTONS = '[data-row] button:not(:disabled)'

/** Arrow keys walk from the field through the rows of the list and back. */
export function walkRows(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (!list || event.defaultPrevented || step === 0) return
  event.preventDefault()
  const field = event.currentTarget.querySelector('input')
  if (event.target === field && step < 0) return
  const buttons = buttonsOf(list)
  const next = buttons.findIndex((button) => button === event.target) + step
  if (next < 0) field?.focus()
  else buttons[next]?.focus()
}

/**
 * Enter in the field acts where one row is left, and goes to the first of several, so that nothing is done to somebody who was not
 * chosen.
 */
export function enterRows(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  const field = event.currentTarget.querySelector('input')
  if (!list || event.defaultPrevented || event.key !== 'Enter' || event.target !== field) return
  if (field.value.trim() === '') return
  event.preventDefault()
  const [first, second] = buttonsOf(list)
  if (second) first?.focus()
  else first?.click()
}

function buttonsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(ROW_BUTTONS)]
}
