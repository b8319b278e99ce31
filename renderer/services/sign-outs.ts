import type { HubPlace } from '../../electron/bridge.ts'
import { endSignIn } from './api.ts'
import { refusalBy } from './hub-refusal.ts'
import type { DeskStorage } from './lasting-storage.ts'
import type { Timers } from './timers.ts'

/** Between two tries to tell a hub that is away: it is back within seconds or within hours. */
const AGAIN_MS = 10_000

interface SignOutsParts {
  hub: HubPlace
  storage: DeskStorage
  timers: Pick<Timers, 'setTimeout'>
}

/** Sign-ins that ended here and are still to be ended at the hub. They are remembered until it knows, over a reload too. */
export class SignOuts {
  readonly #parts: SignOutsParts
  readonly #key: string
  #isTrying = false

  constructor(parts: SignOutsParts) {
    this.#parts = parts
    this.#key = `av-gym-front-desk sign-outs ${parts.hub.id}`
  }

  /** Ends the sign-in of a refresh token at the hub, now or as soon as it is there. */
  end(refresh: string): void {
    this.#write([...this.#read(), refresh])
    void this.make()
  }

  /** Makes up for those that the hub does not know of. */
  async make(): Promise<void> {
    if (this.#isTrying) return
    this.#isTrying = true
    try {
      for (let [first] = this.#read(); first !== undefined; [first] = this.#read()) {
        if (!(await this.#isHeard(first))) {
          this.#parts.timers.setTimeout(() => void this.make(), AGAIN_MS)
          return
        }
        this.#write(this.#read().filter((refresh) => refresh !== first))
      }
    } finally {
      this.#isTrying = false
    }
  }

  /** True where the hub has ended it, or knows of no such sign-in any more. */
  async #isHeard(refresh: string): Promise<boolean> {
    try {
      await endSignIn(this.#parts.hub.address, refresh)
      return true
    } catch (error) {
      const status = refusalBy(error)?.status
      return status === 400 || status === 401
    }
  }

  #read(): string[] {
    try {
      return JSON.parse(this.#parts.storage.getItem(this.#key) ?? '[]') as string[]
    } catch {
      return []
    }
  }

  #write(refreshes: readonly string[]): void {
    this.#parts.storage.setItem(this.#key, JSON.stringify(refreshes))
  }
}
