import { hash, verify } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import type { Place } from './place.ts'
import { takeTurns } from './turns.ts'

/** What a hash takes: KiB of memory, passes over it, lanes. */
interface PasswordCost {
  memoryCost: number
  timeCost: number
  parallelism: number
}

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane. About 70 ms of one core of a desk PC. */
const OWASP_LEAST: PasswordCost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Of Argon2's own choice. */
const [SALT_BYTES, HASH_BYTES] = [16, 32]

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
  /** True for a hash made with another cost: it is made anew at the next sign-in. */
  isOutdated: (stored: string) => boolean
}

export function createPasswords(cost = OWASP_LEAST): Passwords {
  const inTurn = takeTurns(TURNS)
  const begins = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`
  // Of nothing at all: what a password for an unknown account is compared with.
  const nobodys = `${begins}${randomPart(SALT_BYTES)}$${randomPart(HASH_BYTES)}`
  return {
    hash: (secret) => inTurn(null, () => hash(normalised(secret), cost)),
    verify: (stored, secret, from) =>
      inTurn(from, async () => (await verify(stored ?? nobodys, normalised(secret))) && stored !== null),
    isOutdated: (stored) => !stored.startsWith(begins),
  }
}

/** As a hash is written: Base64 without padding. */
function randomPart(bytes: number): string {
  return randomBytes(bytes).toString('base64').replace(/=+$/, '')
}

/** The same word typed on another keyboard is the same word. */
function normalised(secret: string): string {
  return secret.normalize('NFKC')
}
