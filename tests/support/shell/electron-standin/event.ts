/** An event whose default can be prevented, as the app's listeners get it. */
export interface PreventableEvent {
  defaultPrevented: boolean
  preventDefault: () => void
}

/** Makes such an event with further fields. */
export function preventableEvent<Fields extends object>(fields: Fields): PreventableEvent & Fields {
  const event = {
    ...fields,
    defaultPrevented: false,
    preventDefault: () => void (event.defaultPrevented = true),
  }
  return event
}
