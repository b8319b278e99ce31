import type { Place } from '../lan/verify-hub.ts'
import { SettingError } from './setting-error.ts'

/** The hub's port on the network where an address names none and is not a whole one. */
const DEFAULT_HUB_PORT = 8443

export interface JoinAddress {
  /** Where the hub is, ending in `/`. */
  address: string
  /** The code of a sign-in link, where the address was one. */
  code: string | null
}

const EXAMPLES = 'such as https://desk.example, or a sign-in link such as https://desk.example/#signin=CODE'

const LOOPBACK_NAMES = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * Reads what a person gives as a hub's address: host and port, a whole address, or a sign-in link. Over the network that is
 * https and nothing else. Throws a SettingError with one sentence for anything else.
 */
export function readJoinAddress(given: string): JoinAddress {
  const url = readUrl(given)
  if (url === null) throw new SettingError(`"${given}" is not the address of a hub: give one ${EXAMPLES}.`)
  if (url.protocol === 'http:' && !LOOPBACK_NAMES.test(url.hostname)) {
    throw new SettingError(`"${given}" would be unencrypted: give one ${EXAMPLES}.`)
  }
  const code = new URLSearchParams(url.hash.slice(1)).get('signin')
  return { address: `${url.origin}/`, code: code === '' ? null : code }
}

/** Reads the address of a hub that is known by its key, such as `192.168.1.5`. */
export function readPlace(given: string): Place | 'bad_address' {
  const url = readUrl(given)
  if (url?.protocol !== 'https:') return 'bad_address'
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) }
}

function readUrl(given: string): URL | null {
  const text = given.trim()
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const url = /\s/.test(text) || text === '' ? null : URL.parse(isWhole ? text : `https://${text}`)
  if (url === null || !isHubAddress(url)) return null
  if (!isWhole && url.port === '' && !/:443$/.test(text)) url.port = String(DEFAULT_HUB_PORT)
  return url
}

function isHubAddress(url: URL): boolean {
  const isPlain = url.username === '' && url.password === '' && url.search === ''
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    isPlain &&
    url.pathname === '/' &&
    url.hostname !== ''
  )
}
