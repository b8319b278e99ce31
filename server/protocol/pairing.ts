import { CROCKFORD, crockfordOf, inGroupsOf, meantCrockford } from './crockford.ts'

/** Characters that name a hub: 80 bits of the hash of its public key. Another key with the same ones is not to be found. */
const HUB_ID_CHARACTERS = 16

/** Characters of the secret: a sign-in code, 50 random bits. */
export const PAIRING_SECRET_CHARACTERS = 10

/** A pairing text is shown in groups of so many characters. */
const GROUP = 4

/** What a desk has to be told to join a hub that it has never met. */
export interface PairingText {
  /** Which key the hub must have: the desk looks before it says anything. */
  hubId: string
  /** Signs the desk in, once. */
  code: string
}

/** The name of a hub: the beginning of the SHA-256 of its public key (SPKI, DER). */
export function hubIdOf(keyHash: Uint8Array): string {
  return crockfordOf(keyHash, HUB_ID_CHARACTERS)
}

/** 26 characters in groups, for a person to type or for a reader to scan. */
export function writePairingText({ hubId, code }: PairingText): string {
  return inGroupsOf(GROUP, hubId + meantCrockford(code))
}

const PAIRING = new RegExp(
  `^([${CROCKFORD}]{${HUB_ID_CHARACTERS}})([${CROCKFORD}]{${PAIRING_SECRET_CHARACTERS}})$`,
)

/** What was meant by a text that was typed or scanned; null where it is no pairing text. */
export function readPairingText(typed: string): PairingText | null {
  const [, hubId, code] = PAIRING.exec(meantCrockford(typed)) ?? []
  return hubId === undefined || code === undefined ? null : { hubId, code }
}
