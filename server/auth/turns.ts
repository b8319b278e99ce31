import { HubError } from '../protocol/errors.ts'
import type { Place } from './place.ts'

interface Bounds {
  /** Works done at a time. */
  atOnce: number
  /** That may wait for their turn, of the known and of strangers each. */
  maxWaiting: number
  /** The same of one place. */
  maxWaitingOfPlace: number
  /** When somebody who found too many before them may try again. */
  retryAfterMs: number
}

interface Waiting {
  place: string | null
  begin: () => void
}

/** Runs works for different places in turn. Rejects with `rate_limited` where too many wait. */
export type InTurn = <Result>(from: Place | null, work: () => Promise<Result>) => Promise<Result>

/**
 * Runs at most `atOnce` of the works given to it: those for known places first, each line in the order it came. Strangers
 * wait in a line of their own, so that however many they are, nobody known waits for more than the one that has begun.
 * A work of the hub's own (`null`) is known, and as welcome as there is room.
 */
export function takeTurns({ atOnce, maxWaiting, maxWaitingOfPlace, retryAfterMs }: Bounds): InTurn {
  const known: Waiting[] = []
  const strangers: Waiting[] = []
  let free = atOnce
  const begin = async (from: Place | null): Promise<void> => {
    if (free > 0) {
      free -= 1
      return
    }
    const line = from === null || from.isKnown ? known : strangers
    const place = from?.name ?? null
    const ofPlace = place === null ? 0 : line.filter((waiting) => waiting.place === place).length
    if (line.length >= maxWaiting || ofPlace >= maxWaitingOfPlace) throw tooMany(retryAfterMs)
    await new Promise<void>((resolve) => line.push({ place, begin: resolve }))
  }
  const end = (): void => {
    const next = known.shift() ?? strangers.shift()
    if (next) next.begin()
    else free += 1
  }
  return async (from, work) => {
    await begin(from)
    try {
      return await work()
    } finally {
      end()
    }
  }
}

function tooMany(retryAfterMs: number): HubError {
  const message = 'Too many people are signing in. Try again in a moment.'
  return new HubError('rate_limited', message, { retryAfterMs })
}
