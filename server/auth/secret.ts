import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '../protocol/roles.ts'

/** HS256 is as strong as its secret: RFC 7518 asks for at least the 256 bits of its hash. */
const MINIMUM_SECRET_BYTES = 32

/** Where the data folder's own secret is. */
export function secretPath(folder: string): string {
  return join(folder, 'jwt-secret')
}

/** What access and refresh tokens are signed with, and whether another system signs with it too. */
export interface SigningSecret {
  value: string
  /** True where it came from outside: an existing AV Gym backend issues tokens as well. */
  isShared: boolean
  /** Of a token that names no role, as that system's are; null where such a token is nobody's. */
  roleOfOthers: Role | null
}

/** The same, and for which gym of a database they are: several may share a secret. Null for the one gym of a data folder. */
export interface TokenSecret extends SigningSecret {
  site: string | null
}

/** Throws with a sentence for people where a given secret is too short. */
export function sharedSecret(value: string, roleOfOthers: Role | null): SigningSecret {
  if (Buffer.byteLength(value) < MINIMUM_SECRET_BYTES) {
    throw new Error(`FRONTDESK_JWT_SECRET is too short: give at least ${MINIMUM_SECRET_BYTES} bytes.`)
  }
  return { value, isShared: true, roleOfOthers }
}

/** Makes the data folder's own secret, at its first start; readable by this user only. */
export function makeOwnSecret(folder: string): SigningSecret {
  const value = randomBytes(MINIMUM_SECRET_BYTES).toString('base64url')
  writeFileSync(secretPath(folder), value, { mode: 0o600, flag: 'wx', flush: true })
  return { value, isShared: false, roleOfOthers: null }
}

/** The data folder's own secret; null where none was made yet. Throws with a sentence for people where it is damaged. */
export function findOwnSecret(folder: string): SigningSecret | null {
  const file = secretPath(folder)
  if (!existsSync(file)) return null
  const value = readFileSync(file, 'utf8').trim()
  if (Buffer.byteLength(value) < MINIMUM_SECRET_BYTES) {
    throw new Error(`${file} is damaged. Delete it to make a new one; every desk then signs in again.`)
  }
  return { value, isShared: false, roleOfOthers: null }
}
