import { hostname } from 'node:os'
import { z } from 'zod'
import { NotTheHub, type Place } from '../network/ask-pinned.ts'
import { SettingError } from '../platform/setting-error.ts'
import { hubIdOf, readPairingText } from '../protocol/pairing.ts'
import { STANDBY_PATHS } from '../protocol/standby.ts'
import { askHub, jsonOf } from './hub-link.ts'
import type { StandbyFile } from './standby-file.ts'

const begun = z.object({ deskId: z.string() })

const signedIn = z.object({ access: z.string(), refresh: z.string(), deskToken: z.string() })

/** Where a hub is, from an address such as `https://192.168.1.5:8443`. Throws a SettingError where it is none. */
export function readHubAddress(given: string | undefined): Place {
  if (given === undefined) throw new SettingError('Say of which hub: --of https://ADDRESS:8443.')
  const url = URL.parse(given)
  if (url?.protocol !== 'https:') {
    throw new SettingError(
      `--of takes the hub's address on the network, such as https://192.168.1.5:8443, not ${given}.`,
    )
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) }
}

/**
 * Makes this PC a standby of the hub that a manager's pairing text names. Nothing is said to a hub with another key; no sign-in is left
 * behind, only the credential. Throws a SettingError that says what to do.
 */
export async function joinHub(place: Place, typed: string): Promise<StandbyFile> {
  const pairing = readPairingText(typed)
  if (pairing === null) {
    throw new SettingError(
      'That is no pairing text: 26 characters in groups of four, as hub link --role manager prints it.',
    )
  }
  let pin = ''
  const isKey = (hash: Buffer): boolean => {
    pin = hash.toString('base64')
    return hubIdOf(hash) === pairing.hubId
  }
  const hub = { ...place, isKey }
  try {
    const body = { code: pairing.code, deskName: `Standby ${hostname()}` }
    const answer = await askHub(hub, { method: 'POST', path: '/api/v1/token', body })
    const { access, refresh, deskToken } = await jsonOf(answer, signedIn)
    const standing = { token: access, deskToken }
    const asked = await askHub(hub, { method: 'POST', path: STANDBY_PATHS.begin, ...standing })
    const { deskId } = await jsonOf(asked, begun)
    ;(await askHub(hub, { method: 'POST', path: '/api/v1/sign-out', body: { refresh } })).resume()
    return { ...place, pin, deskToken, deskId }
  } catch (error) {
    if (error instanceof NotTheHub) throw new SettingError(error.message)
    throw error
  }
}
