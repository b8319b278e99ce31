/** A form field as it was before a scanner typed into it. */
export interface FieldBefore {
  field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
  value: string
  selection: [start: number, end: number] | null
}

/** Remembers the field that has the focus; null where the focus is nowhere that text goes. */
export function rememberField(target: EventTarget | null): FieldBefore | null {
  if (target instanceof HTMLSelectElement) return { field: target, value: target.value, selection: null }
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null
  return { field: target, value: target.value, selection: selectionOf(target) }
}

/** Puts value and selection back, in a way that React hears of. */
export function restoreField({ field, value, selection }: FieldBefore): void {
  if (field.value !== value) {
    const prototype = Object.getPrototypeOf(field) as object
    const native = Object.getOwnPropertyDescriptor(prototype, 'value')
    native?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (selection && !(field instanceof HTMLSelectElement)) field.setSelectionRange(...selection)
}

/** Fields of numbers, dates and e-mail have no selection to ask for. */
function selectionOf(field: HTMLInputElement | HTMLTextAreaElement): [number, number] | null {
  const { selectionStart, selectionEnd } = field
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd]
}
