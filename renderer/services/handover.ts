import type { Handover } from '../../server/protocol/handover.ts'
import type { SignIn } from './sign-in.ts'
import type { WebSocketService } from './websocket.ts'

interface Parts {
  service: Pick<WebSocketService, 'call' | 'onSignedIn' | 'onHandoverChanged'>
  signIn: Pick<SignIn, 'state' | 'subscribe'>
}

/** The hand-over note as whoever is signed in finds it; null until it came. An external store for React. */
export class HandoverNote {
  readonly #service: Parts['service']
  readonly #observers = new Set<() => void>()
  #state: Handover | null = null
  #turn = 0

  constructor({ service, signIn }: Parts) {
    this.#service = service
    service.onSignedIn(() => void this.load().catch(ignore))
    service.onHandoverChanged(() => void this.load().catch(ignore))
    signIn.subscribe(() => {
      if (signIn.state.turn === this.#turn) return
      this.#turn = signIn.state.turn
      // Somebody else has not read what the one before has.
      this.#publish(null)
    })
  }

  get state(): Handover | null {
    return this.#state
  }

  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  /** Asks the hub for it anew. Rejects where the hub is away. */
  async load(): Promise<void> {
    const turn = this.#turn
    const found = await this.#service.call('handover.read', {})
    if (turn === this.#turn) this.#publish(found)
  }

  /** Says that whoever is signed in has read what is shown. Rejects where the hub is away. */
  async confirm(version: number): Promise<void> {
    await this.#service.call('handover.confirm', { version })
    await this.load()
  }

  #publish(state: Handover | null): void {
    this.#state = state
    for (const observer of this.#observers) observer()
  }
}

function ignore(): void {
  // What is known stays; the next sign-in asks again.
}
