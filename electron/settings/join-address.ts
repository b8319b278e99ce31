import { SettingError } from './setting-error.ts'

/** The hub's port where an address names none and is not a whole one. */
export const DEFAULT_HUB_PORT = 8000

export interface JoinAddress {
  /** Where the hub is, ending in `/`. */
  address: string
  /** The code of a sign-in link, where the address was one. */
  code: string | null
}

const EXAMPLES = 'such as 192.168.1.5:8000, or a sign-in link such as http://192.168.1.5:8000/#signin=CODE'

/**
 * Reads what a person gives as a hub's address: host and port, a whole address, or a sign-in link.
 * Throws a SettingError with one sentence for anything else.
 */
export function readJoinAddress(given: string): JoinAddress {
  const text = given.trim()
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const url = /\s/.test(text) || text === '' ? null : URL.parse(isWhole ? text : `http://${text}`)
  if (url === null || !isHubAddress(url)) {
    throw new SettingError(`"${given}" is not the address of a hub: give one ${EXAMPLES}.`)
  }
  const code = new URLSearchParams(url.hash.slice(1)).get('signin')
  if (!isWhole && url.port === '') url.port = String(DEFAULT_HUB_PORT)
  return { address: `${url.origin}/`, code: code === '' ? null : code }
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
