import { readPairingText } from '../../server/protocol/pairing.ts'
import type { JoinAsked, JoinResult } from '../bridge.ts'
import type { ReadArguments } from '../ipc.ts'
import { readPlace } from '../settings/join-address.ts'
import { discoverHubs } from './discover.ts'
import { findHub, proveHub, type ProvenHub } from './find-hub.ts'
import { verifyHub } from './verify-hub.ts'

/** Longer than any pairing text, typed with a space after each character, and than any address. */
const MAX_ASKED_CHARACTERS = 300

/** Reads the page's argument of `joinHub`. */
export const readJoinAsked: ReadArguments<[JoinAsked]> = (given) => {
  const [asked, ...more] = given
  if (more.length > 0 || typeof asked !== 'object' || asked === null) return null
  const { text, address, ...others } = asked as Record<string, unknown>
  if (!isTyped(text) || !isTyped(address) || Object.keys(others).length > 0) return null
  return [{ text, address }]
}

/** Reads the page's argument of `joinNextHub`. */
export const readAddress: ReadArguments<[string]> = ([address, ...more]) =>
  more.length === 0 && isTyped(address) ? [address] : null

function isTyped(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_ASKED_CHARACTERS
}

/** The hub that a pairing text means, with its key seen, and the code that the text ends with; or why there is none. */
export async function meetPairingHub({
  text,
  address,
}: JoinAsked): Promise<{ hub: ProvenHub; code: string } | Exclude<JoinResult, 'joined'>> {
  const pairing = readPairingText(text)
  if (pairing === null) return 'no_text'
  const place = address.trim() === '' ? null : readPlace(address)
  if (place === 'bad_address') return place
  const deps = { discover: discoverHubs, meet: verifyHub }
  const hub =
    place === null ? await findHub(pairing.hubId, deps) : await proveHub(pairing.hubId, place, verifyHub)
  return typeof hub === 'string' ? hub : { hub, code: pairing.code }
}
