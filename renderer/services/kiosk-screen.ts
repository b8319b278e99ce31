import { createStore } from 'zustand/vanilla'
import type { KioskBridge, KioskState } from '../../electron/bridge.ts'
import type { Readable } from './store.ts'

type Shell = Pick<KioskBridge, 'kioskState' | 'leaveKiosk' | 'lockKiosk'>

/** Whether this screen is locked to the desk, and how a manager leaves that. */
export class KioskScreen {
  readonly #shell: Shell | undefined
  readonly #desk: { readonly deskToken: string | null }
  readonly #store = createStore<KioskState>(() => 'none')

  /** Without a shell around the page there is nothing to lock. */
  constructor(shell: Shell | undefined, desk: { readonly deskToken: string | null }) {
    this.#shell = shell
    this.#desk = desk
  }

  get store(): Readable<KioskState> {
    return this.#store
  }

  /** Asks the shell how it was started. */
  async start(): Promise<void> {
    if (this.#shell) this.#store.setState(await this.#shell.kioskState())
  }

  /** Leaves kiosk mode by a manager's approval, which is used up. False where the hub does not take it; rejects where it is away. */
  async leave(approval: string): Promise<boolean> {
    const { deskToken } = this.#desk
    if (!this.#shell || deskToken === null) return false
    const hasLeft = await this.#shell.leaveKiosk({ deskToken, approval })
    if (hasLeft) this.#store.setState('open')
    return hasLeft
  }

  async lockAgain(): Promise<void> {
    await this.#shell?.lockKiosk()
    await this.start()
  }
}
