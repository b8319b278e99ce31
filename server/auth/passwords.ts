import { hash, verify } from '@node-rs/argon2'
import type { Place } from './place.ts'
import { takeTurns } from './turns.ts'

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane. About 70 ms of one core of a desk PC. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** How a hash of this cost begins; any other one is made anew at the next sign-in. */
const PHC_OF_TODAY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`

const TURNS = {
  /** One hash at a time, so that a flood of sign-ins leaves the other core of a small PC to the check-ins. */
  atOnce: 1,
  /** Sign-ins that may wait for theirs, about two seconds' worth; whoever comes then is told to come again. */
  maxWaiting: 30,
  /** As many of one place as may fail before it has to wait anyway. */
  maxWaitingOfPlace: 5,
  retryAfterMs: 2_000,
}

/** Keeps secrets that people choose as Argon2id hashes, a few at a time. Both throw `rate_limited` where too many wait. */
export interface Passwords {
  /** For those who have been let in. */
  hash: (secret: string) => Promise<string>
  /** Takes as long for an account that there is not (`stored` null) as for one that there is. */
  verify: (stored: string | null, secret: string, from: Place) => Promise<boolean>
}

export function createPasswords(): Passwords {
  const inTurn = takeTurns(TURNS)
  // Of something that nobody knows: what a password for an unknown account is compared with.
  let nobodys: string | null = null
  return {
    hash: (secret) => inTurn(null, () => hash(normalised(secret), COST)),
    verify: (stored, secret, from) =>
      inTurn(from, async () => {
        nobodys ??= await hash(crypto.randomUUID(), COST)
        const isSame = await verify(stored ?? nobodys, normalised(secret))
        return isSame && stored !== null
      }),
  }
}

/** True for a hash made with another cost than today's. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(PHC_OF_TODAY)
}

/** The same word typed on another keyboard is the same word. */
function normalised(secret: string): string {
  return secret.normalize('NFKC')
}
