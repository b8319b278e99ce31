import { hash, verify } from '@node-rs/argon2'
import { HubError } from '../protocol/errors.ts'

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane. About 70 ms of one core of a desk PC. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** How a hash of this cost begins; any other one is made anew at the next sign-in. */
const PHC_OF_TODAY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`

/** Hashes at a time: one, so that a flood of sign-ins leaves the other core of a small PC to the check-ins. */
const HASHES_AT_ONCE = 1

/** Sign-ins that may wait for theirs, about two seconds' worth; whoever comes then is told to come again. */
const MAX_WAITING = 30

/** When somebody who found the queue full may try again. */
const RETRY_AFTER_MS = 2_000

/** Keeps secrets that people choose as Argon2id hashes, a few at a time. */
export interface Passwords {
  /** Throws `rate_limited` where too many wait. */
  hash: (secret: string) => Promise<string>
  /** Takes as long for an account that there is not (`stored` null) as for one that there is. */
  verify: (stored: string | null, secret: string) => Promise<boolean>
}

export function createPasswords(): Passwords {
  const inTurn = takingTurns(HASHES_AT_ONCE, MAX_WAITING)
  // Of something that nobody knows: what a password for an unknown account is compared with.
  let nobodys: string | null = null
  return {
    hash: (secret) => inTurn(() => hash(normalised(secret), COST)),
    verify: (stored, secret) =>
      inTurn(async () => {
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

/** Runs at most `atOnce` of the works given to it, in the order they came. */
function takingTurns(atOnce: number, maxWaiting: number) {
  const waiting: (() => void)[] = []
  let free = atOnce
  const begin = async (): Promise<void> => {
    if (free > 0) {
      free -= 1
      return
    }
    if (waiting.length >= maxWaiting) {
      const details = { retryAfterMs: RETRY_AFTER_MS }
      throw new HubError('rate_limited', 'Too many people are signing in. Try again in a moment.', details)
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const end = (): void => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await begin()
    try {
      return await work()
    } finally {
      end()
    }
  }
}
