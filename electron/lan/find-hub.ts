import type { FoundHub } from './discover.ts'
import type { Place } from './verify-hub.ts'
import { isHub, type Pin } from './pin.ts'

/** A hub whose key was seen to be the right one. */
export interface ProvenHub extends Place {
  pin: Pin
}

/** Why a hub was not found: nobody said that it is there, nobody answered, or whoever did is another. */
export type NotFound = 'nobody' | 'no_answer' | 'other_hub'

/** How hubs announce themselves, and whose key is at a place. */
export interface FindMeans {
  discover: (onHub: (hub: FoundHub) => void) => () => void
  meet: (place: Place) => Promise<Pin | null>
  /** How long hubs may take to announce themselves, milliseconds. */
  timeoutMs?: number
}

/** A hub in the same network has announced itself within this time, even where the first question was lost. */
const DISCOVER_TIMEOUT_MS = 5_000

/** Meets whoever is at the place and looks whether it is the hub with this id. */
export async function proveHub(
  hubId: string,
  place: Place,
  meet: FindMeans['meet'],
): Promise<ProvenHub | NotFound> {
  const pin = await meet(place)
  if (pin === null) return 'no_answer'
  return isHub(hubId, pin) ? { ...place, pin } : 'other_hub'
}

/** Finds the hub with this id among those that announce themselves; the first whose key is right. */
export async function findHub(
  hubId: string,
  { discover, meet, timeoutMs = DISCOVER_TIMEOUT_MS }: FindMeans,
): Promise<ProvenHub | NotFound> {
  const found = Promise.withResolvers<ProvenHub | null>()
  const tried: Promise<ProvenHub | NotFound>[] = []
  const stop = discover((hub) => {
    if (hub.hubId !== hubId) return
    for (const place of hub.places) {
      const trying = proveHub(hubId, place, meet)
      tried.push(trying)
      void trying.then((proven) => {
        if (typeof proven !== 'string') found.resolve(proven)
      })
    }
  })
  const timer = setTimeout(() => found.resolve(null), timeoutMs)
  const proven = await found.promise
  clearTimeout(timer)
  stop()
  if (proven) return proven
  const others = await Promise.all(tried)
  return others.find((other) => typeof other !== 'string') ?? reasonOf(others as NotFound[])
}

function reasonOf(others: readonly NotFound[]): NotFound {
  return others.includes('other_hub') ? 'other_hub' : (others[0] ?? 'nobody')
}
