import type { VisitPayload } from '../../server/protocol/server-frames.ts'
import { isTurnedAway } from './connection-state.ts'
import type { DeskState } from './desk-state.ts'
import type { DeskStorage } from './lasting-storage.ts'
import type { SignIn } from './sign-in.ts'
import type { HubConnection } from './connection.ts'

/** What a page knew of the building, and when it last knew all of it. */
export interface StoredBuilding {
  desk: Pick<DeskState, 'stats' | 'present' | 'gym'>
  /** Milliseconds since 1970 by this machine's clock. */
  currentAt: number
}

/** As it stands in the storage. */
interface Written extends Pick<DeskState, 'stats' | 'gym'> {
  present: VisitPayload[]
  currentAt: number
}

/** A page that crashes loses at most this much of what it knew, milliseconds: for a roll-call half a minute is soon enough. */
const KEEP_EVERY_MS = 30_000

const keyOf = (hubId: string): string => `av-gym-front-desk building ${hubId}`

/** What the page before this one knew, while its window was open; null where there was none, or nobody was signed in. */
export function readStoredBuilding(storage: DeskStorage, hubId: string): StoredBuilding | null {
  try {
    const { present, stats, gym, currentAt } = JSON.parse(storage.getItem(keyOf(hubId)) ?? '') as Written
    const inside = new Map(present.map((visit) => [visit.member.id, visit]))
    return { desk: { present: inside, stats, gym }, currentAt }
  } catch {
    return null
  }
}

interface Keeping {
  service: Pick<HubConnection, 'desk' | 'connection'>
  signIn: Pick<SignIn, 'store'>
  /** Of this window only, and gone with it: there are names in what is kept. */
  storage: DeskStorage
  hubId: string
  page: Pick<Window, 'addEventListener' | 'setInterval'>
}

/**
 * Keeps who is inside for the page that is loaded after this one, so that a roll-call is there even where the hub is not. Nothing is
 * kept once nobody is signed in, or the hub has turned this desk away.
 */
export function storeBuilding({ service, signIn, storage, hubId, page }: Keeping): void {
  let kept: DeskState | null = null
  const keep = (): void => {
    const { phase } = signIn.store.getState()
    const { currentAt } = service.connection
    if (phase === 'signed_out' || isTurnedAway(service.connection)) {
      kept = null
      storage.setItem(keyOf(hubId), '')
      return
    }
    const { desk } = service
    // Before the hub has told who is inside there is nothing to keep, whatever its first numbers say.
    if (desk === kept || currentAt === null) return
    kept = desk
    const present = [...desk.present.values()].map((visit) => ({ ...visit, notes: '' }))
    const written: Written = { present, stats: desk.stats, gym: desk.gym, currentAt }
    storage.setItem(keyOf(hubId), JSON.stringify(written))
  }
  page.setInterval(keep, KEEP_EVERY_MS)
  page.addEventListener('pagehide', keep)
  signIn.store.subscribe(({ phase }) => {
    if (phase === 'signed_out') keep()
  })
}
