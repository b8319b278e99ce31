import { createHash, randomBytes } from 'node:crypto'
import { crockfordOf, inGroupsOf } from '../protocol/crockford.ts'
import { PAIRING_SECRET_CHARACTERS } from '../protocol/pairing.ts'

/** Characters of a password that the hub makes: 80 random bits, four groups to type once. */
const PASSWORD_CHARACTERS = 16

/** A code that people can read out and type, e.g. `7KQ2M-X9D4T`: 50 random bits, far too many to guess while it is good. */
export function newSignInCode(): string {
  return inGroupsOf(5, randomCharacters(PAIRING_SECRET_CHARACTERS))
}

/** A password for somebody's first sign-in, e.g. `7kq2-mx9d-4t0b-hz3w`. */
export function newPassword(): string {
  return inGroupsOf(4, randomCharacters(PASSWORD_CHARACTERS)).toLowerCase()
}

function randomCharacters(count: number): string {
  return crockfordOf(randomBytes(count), count)
}

/** A secret of 256 random bits, as text for a header or a file. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** How a random secret is kept: from the hash nobody gets back to it. Not for passwords. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
