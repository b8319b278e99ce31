import type { KioskState } from '../bridge.ts'

/**
 * Whether this screen is locked to the desk. A desk that was started as a kiosk is, until a manager opens it; it is locked
 * again by whoever wants, and by the next start. One that was not started as a kiosk never is.
 */
export class KioskLock {
  readonly #observers = new Set<(isLocked: boolean) => void>()
  #state: KioskState

  constructor(isKiosk: boolean) {
    this.#state = isKiosk ? 'locked' : 'none'
  }

  get state(): KioskState {
    return this.#state
  }

  get isLocked(): boolean {
    return this.#state === 'locked'
  }

  /** Opens it. Whether somebody may is decided before: by `leaveKiosk`. */
  open(): void {
    this.#become('locked', 'open')
  }

  lockAgain(): void {
    this.#become('open', 'locked')
  }

  observe(observer: (isLocked: boolean) => void): void {
    this.#observers.add(observer)
  }

  #become(from: KioskState, to: KioskState): void {
    if (this.#state !== from) return
    this.#state = to
    for (const observer of this.#observers) observer(this.isLocked)
  }
}
