import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeskStorage } from '../lasting-storage.ts'
import type { Readable } from '../store.ts'
import type { Timers } from '../timers.ts'
import { storeNotices, readNotices } from './stored-notices.ts'
import { isSame, withEnded, withHappened, type Matter, type Notice, type NoticeKind } from './notice.ts'

/** The newest first. */
interface NoticesNow {
  notices: readonly Notice[]
}

/** What went wrong at this desk and its hub, kept over a reload until somebody has seen it. */
export class Notices {
  readonly #storage: DeskStorage
  readonly #now: Timers['now']
  readonly #store: StoreApi<NoticesNow>

  constructor(storage: DeskStorage, now: Timers['now']) {
    this.#storage = storage
    this.#now = now
    this.#store = createStore(() => ({ notices: readNotices(storage) }))
  }

  get store(): Readable<NoticesNow> {
    return this.#store
  }

  get #notices(): readonly Notice[] {
    return this.#store.getState().notices
  }

  /** Something went wrong, and was over at once. */
  happened(matter: Matter): void {
    this.#publish(withHappened(this.#notices, matter, this.#now(), false))
  }

  /** These matters of the kinds go on now, and no others: what is new has begun, what is missing is over. */
  goOn(kinds: readonly NoticeKind[], matters: readonly Matter[]): void {
    const at = this.#now()
    const before = this.#notices
    const open = before.filter(({ kind, since }) => since !== null && kinds.includes(kind))
    let next = before
    for (const notice of open) {
      if (!matters.some((matter) => isSame(matter, notice))) next = withEnded(next, notice, at)
    }
    for (const matter of matters) {
      if (!open.some((notice) => isSame(matter, notice))) next = withHappened(next, matter, at, true)
    }
    if (next !== before) this.#publish(next)
  }

  /** Somebody knows of all of it. */
  seeAll(): void {
    this.#publish(this.#notices.map((notice) => ({ ...notice, isSeen: true })))
  }

  /** Forgets what somebody knows of and what is over. */
  clear(): void {
    this.#publish(this.#notices.filter(({ isSeen, since }) => !isSeen || since !== null))
  }

  #publish(notices: readonly Notice[]): void {
    this.#store.setState({ notices })
    storeNotices(this.#storage, notices)
  }
}
