import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageDesk, StaffMessage } from '../../server/protocol/staff-messages.ts'
import type { DeskStorage } from './lasting-storage.ts'
import type { Readable } from './store.ts'
import type { Timers } from './timers.ts'
import type { HubConnection } from './connection.ts'

/** A message as this desk has it. */
export interface HeldMessage extends StaffMessage {
  /** When it holds no more, milliseconds since 1970 by this machine's clock, however wrong that is. */
  endsAt: number
}

/** What desks told each other, as this desk knows it. Immutable: every change makes a new one. */
export interface MessagesNow {
  /** The newest first, those that are over too. */
  messages: readonly HeldMessage[]
  /** Desks that a message can be sent to. */
  desks: readonly MessageDesk[]
  /** Messages that somebody has put away at this desk. */
  putAway: ReadonlySet<string>
}

const PUT_AWAY_KEY = 'av-gym-front-desk messages put away'

/** Messages that are remembered as put away: more than a hub keeps to show. */
const MAX_PUT_AWAY = 100

interface Parts {
  service: Pick<HubConnection, 'call' | 'onSignedIn' | 'onStaffMessage'>
  storage: DeskStorage
  now: Timers['now']
}

/** The messages of the staff: asked for with each sign-in, so that a desk that was away misses none. */
export class StaffMessages {
  readonly #parts: Parts
  readonly #store: StoreApi<MessagesNow>

  constructor(parts: Parts) {
    this.#parts = parts
    const putAway = new Set(readPutAway(parts.storage))
    this.#store = createStore<MessagesNow>(() => ({ messages: [], desks: [], putAway }))
    parts.service.onSignedIn(() => void this.#load())
    parts.service.onStaffMessage((message) => this.#take(message))
  }

  get store(): Readable<MessagesNow> {
    return this.#store
  }

  /** Takes a message off this desk's screen; kept over a reload. */
  putAway(id: string): void {
    const ids = [id, ...this.#store.getState().putAway].slice(0, MAX_PUT_AWAY)
    this.#parts.storage.setItem(PUT_AWAY_KEY, JSON.stringify(ids))
    this.#store.setState({ putAway: new Set(ids) })
  }

  async #load(): Promise<void> {
    try {
      const { messages, desks } = await this.#parts.service.call('messages.list', {})
      this.#store.setState({ messages: messages.map((message) => this.#held(message)), desks })
    } catch {
      // What is known stays; the next sign-in asks again.
    }
  }

  #take(message: StaffMessage): void {
    const others = this.#store.getState().messages.filter(({ id }) => id !== message.id)
    const messages = [...others, this.#held(message)].sort((one, other) => other.at.localeCompare(one.at))
    this.#store.setState({ messages })
  }

  #held(message: StaffMessage): HeldMessage {
    return { ...message, endsAt: this.#parts.now() + message.holdsMs }
  }
}

function readPutAway(storage: DeskStorage): string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(PUT_AWAY_KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** True where this desk is asked to say that it has seen the message and has not yet. */
export function wantsSeen({ asksSeen, fromDesk, seen }: StaffMessage, deskId: string): boolean {
  return asksSeen && fromDesk?.id !== deskId && !seen.some(({ desk }) => desk.id === deskId)
}

/**
 * What belongs on this desk's screen, the newest first: what holds and nobody put away here. What has an end stays until
 * then, and what asks for it until it was seen; one's own news need not be told oneself.
 */
export function onScreen({ messages, putAway }: MessagesNow, deskId: string, now: number): HeldMessage[] {
  return messages.filter((message) => {
    if (message.endsAt <= now) return false
    if (message.until !== null || wantsSeen(message, deskId)) return true
    return !message.asksSeen && message.fromDesk?.id !== deskId && !putAway.has(message.id)
  })
}
