import { createHash, randomBytes } from 'node:crypto'

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Characters of a sign-in code: 50 random bits, short enough to type, far too many to guess in its ten minutes. */
const CODE_CHARACTERS = 10

/** Characters of a password that the hub makes: 80 random bits, four groups to type once. */
const PASSWORD_CHARACTERS = 16

/** A code that people can read out and type, e.g. `7KQ2M-X9D4T`. */
export function newSignInCode(): string {
  return inGroupsOf(5, randomCharacters(CODE_CHARACTERS))
}

/** A password for somebody's first sign-in, e.g. `7kq2-mx9d-4t0b-hz3w`. */
export function newPassword(): string {
  return inGroupsOf(4, randomCharacters(PASSWORD_CHARACTERS)).toLowerCase()
}

function randomCharacters(count: number): string {
  return [...randomBytes(count)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

function inGroupsOf(size: number, characters: string): string {
  return characters.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? ''
}

/** The code that was meant: any case, with or without the hyphen, O for 0, I and L for 1. */
export function meantSignInCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** A secret of 256 random bits, as text for a header or a file. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** How a random secret is kept: from the hash nobody gets back to it. Not for passwords. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
