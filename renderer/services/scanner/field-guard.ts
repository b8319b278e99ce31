type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What had the focus before a scanner typed. */
export interface FocusBefore {
  /** True where it is this, and a field that text goes into: the scanner's first characters reach it. */
  isField: (target: EventTarget | null) => boolean
  /** Puts value, selection and focus back as they were, in a way that React hears of. */
  restore: () => void
}

/** Remembers what has the focus, and what is in it. */
export function rememberFocus(target: EventTarget | null): FocusBefore {
  const element = target instanceof HTMLElement ? target : null
  const field = element && fieldBefore(element)
  return {
    isField: (now) => field !== null && now === element,
    restore() {
      field?.restore()
      const isThere = element?.isConnected === true && element !== element.ownerDocument.body
      if (isThere && element.ownerDocument.activeElement !== element) element.focus({ preventScroll: true })
    },
  }
}

/** True for what text goes into. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && fieldBefore(target) !== null
}

function fieldBefore(element: HTMLElement): { restore: () => void } | null {
  if (element instanceof HTMLSelectElement) {
    const { value } = element
    return { restore: () => setValue(element, value) }
  }
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null
  const { value } = element
  const selection = selectionOf(element)
  return {
    restore() {
      setValue(element, value)
      if (selection) element.setSelectionRange(...selection)
    },
  }
}

function setValue(field: Field, value: string): void {
  if (field.value === value) return
  const prototype = Object.getPrototypeOf(field) as object
  const native = Object.getOwnPropertyDescriptor(prototype, 'value')
  native?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

type Selection = [start: number, end: number, direction: 'forward' | 'backward' | 'none']

/** Fields of numbers, dates and e-mail have no selection to ask for. */
function selectionOf(field: HTMLInputElement | HTMLTextAreaElement): Selection | null {
  const { selectionStart, selectionEnd, selectionDirection } = field
  if (selectionStart === null || selectionEnd === null) return null
  return [selectionStart, selectionEnd, selectionDirection ?? 'none']
}
