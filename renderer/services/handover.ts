import { createStore } from 'zustand/vanilla'
import type { Handover } from '../../server/protocol/handover.ts'
import type { SignIn } from './sign-in.ts'
import type { Readable } from './store.ts'
import type { HubConnection } from './connection.ts'

interface Parts {
  service: Pick<HubConnection, 'call' | 'onSignedIn' | 'onHandoverChanged'>
  signIn: Pick<SignIn, 'store'>
}

/** The hand-over note as whoever is signed in finds it; null until it came. */
export class HandoverNote {
  readonly #service: Parts['service']
  readonly #store = createStore<{ handover: Handover | null }>(() => ({ handover: null }))
  #turn = 0

  constructor({ service, signIn }: Parts) {
    this.#service = service
    service.onSignedIn(() => void this.load().catch(ignore))
    service.onHandoverChanged(() => void this.load().catch(ignore))
    signIn.store.subscribe(({ turn }) => {
      if (turn === this.#turn) return
      this.#turn = turn
      // Somebody else has not read what the one before has.
      this.#store.setState({ handover: null })
    })
  }

  get store(): Readable<{ handover: Handover | null }> {
    return this.#store
  }

  /** Asks the hub for it anew. Rejects where the hub is away. */
  async load(): Promise<void> {
    const turn = this.#turn
    const handover = await this.#service.call('handover.read', {})
    if (turn === this.#turn) this.#store.setState({ handover })
  }

  /** Says that whoever is signed in has read what is shown. Rejects where the hub is away. */
  async confirm(version: number): Promise<void> {
    await this.#service.call('handover.confirm', { version })
    await this.load()
  }
}

function ignore(): void {
  // What is known stays; the next sign-in asks again.
}
