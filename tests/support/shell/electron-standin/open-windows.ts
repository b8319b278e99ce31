/** What the app needs of a window to close it. */
interface Closable {
  close: () => void
  destroy: () => void
}

const windows = new Set<Closable>()
let allClosed = (): void => undefined

/** The windows that are open, in the order they were opened. */
export const openWindows = {
  add: (window: Closable) => void windows.add(window),
  remove(window: Closable): void {
    if (windows.delete(window) && windows.size === 0) allClosed()
  },
  count: () => windows.size,
  closeAll: () => [...windows].forEach((window) => window.close()),
  destroyAll: () => [...windows].forEach((window) => window.destroy()),
  onAllClosed: (listener: () => void) => void (allClosed = listener),
}
