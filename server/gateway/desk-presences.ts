import type { DeskPresence } from '../domain/back-dating.ts'
import type { Session } from './session.ts'

interface Clocks {
  now: () => number
  steadyNow: () => number
}

/** When each desk of ours was connected, since this hub was started. */
export class DeskPresences {
  readonly #clocks: Clocks
  readonly #lastHeard = new Map<string, number>()

  constructor(clocks: Clocks) {
    this.#clocks = clocks
  }

  /** A desk is connected from now on. */
  begin(deskId: string): DeskPresence {
    return { since: this.#clocks.now(), heardBefore: this.#lastHeard.get(deskId) ?? null }
  }

  /** A socket of a desk is gone, or another one takes its place: it was heard until then. */
  end(deskId: string, { lastHeardAt }: Pick<Session, 'lastHeardAt'>): void {
    const { now, steadyNow } = this.#clocks
    this.#lastHeard.set(deskId, now() - (steadyNow() - lastHeardAt))
  }
}
