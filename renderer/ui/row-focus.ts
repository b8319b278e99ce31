import type { KeyboardEvent } from 'react'

/** A row of a list below a field is marked so. */
const ROW = '[data-row]'
const ROW_BUTTONS = `${ROW} button:not(:disabled)`

/** Arrow keys walk from the field, the first one above the list, through its rows and back. Other fields have their own use for them. */
export function walkRows(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (!list || event.defaultPrevented || step === 0) return
  const field = event.currentTarget.querySelector('input')
  if (event.target !== field && !isInRow(event.target)) return
  event.preventDefault()
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

function isInRow(target: EventTarget): boolean {
  return target instanceof Element && target.closest(ROW) !== null
}

function buttonsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(ROW_BUTTONS)]
}
