import type { KioskBridge, KioskState } from '../../electron/bridge.ts'

type Shell = Pick<KioskBridge, 'kioskState' | 'leaveKiosk' | 'lockKiosk'>

/** Whether this screen is locked to the desk, and how a manager leaves that; an external store for React. */
export class KioskScreen {
  readonly #shell: Shell | undefined
  readonly #desk: { readonly deskToken: string | null }
  readonly #observers = new Set<() => void>()
  #state: KioskState = 'none'

  /** Without a shell around the page there is nothing to lock. */
  constructor(shell: Shell | undefined, desk: { readonly deskToken: string | null }) {
    this.#shell = shell
    this.#desk = desk
  }

  get state(): KioskState {
    return this.#state
  }

  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  /** Asks the shell how it was started. */
  async start(): Promise<void> {
    if (this.#shell) this.#become(await this.#shell.kioskState())
  }

  /** Leaves kiosk mode by a manager's approval, which is used up. False where the hub does not take it; rejects where it is away. */
  async leave(approval: string): Promise<boolean> {
    const { deskToken } = this.#desk
    if (!this.#shell || deskToken === null) return false
    const hasLeft = await this.#shell.leaveKiosk({ deskToken, approval })
    if (hasLeft) this.#become('open')
    return hasLeft
  }

  async lockAgain(): Promise<void> {
    await this.#shell?.lockKiosk()
    await this.start()
  }

  #become(state: KioskState): void {
    this.#state = state
    for (const observer of this.#observers) observer()
  }
}
