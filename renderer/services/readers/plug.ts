/** A reader that the browser lets this page use, before it is opened. */
export interface Plug {
  /** The browser's own object for it: the same one for as long as the reader is plugged in. */
  device: object
  vendorId: number | null
  productId: number | null
  /** What the reader calls itself; empty where it does not say. */
  name: string
  /** Hears its codes; resolves with how to stop. Rejects where somebody else has it. `onLost` is told when it ends by itself. */
  open: (onCode: (code: string) => void, onLost: () => void) => Promise<() => Promise<void>>
  /** The browser forgets that this page may use it. */
  forget: () => Promise<void>
}

/** One way to reach readers, and those that are plugged in. */
export interface Plugs {
  kind: 'hid' | 'serial'
  list: () => Promise<Plug[]>
  /** Lets a person choose one, in the browser's own list; null where they chose none. */
  choose: () => Promise<Plug | null>
  /** Tells whenever something was plugged in or pulled. */
  onChange: (listener: () => void) => void
}

/** What a person chose, or null where the browser says that they did not. */
export async function chosen<Device>(ask: () => Promise<Device>): Promise<Device | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null
    throw error
  }
}
