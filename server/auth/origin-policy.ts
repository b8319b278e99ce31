import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import type { Proxies } from './client-address.ts'

/** The shell's page. */
const SHELL_ORIGIN = 'app://frontdesk'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface ConnectRules {
  /** Origins that may connect beside the hub's own and the shell's. */
  origins: readonly string[]
  /** Host names that the hub goes by beside its own. */
  hostNames: readonly string[]
  proxies: Proxies
}

export interface ConnectAttempt {
  host: string | undefined
  origin: string | undefined
}

/** What a request says of its host and origin. One that names two hosts, or a host in its target, names none. */
export function attemptOf({ url = '', headers, headersDistinct }: IncomingMessage): ConnectAttempt {
  const isPlain = url.startsWith('/') && headersDistinct['host']?.length === 1
  return { host: isPlain ? headers.host : undefined, origin: headers.origin }
}

/**
 * Whether a request may be heard at all. A page of another site can reach the hub's address but cannot lie about its
 * origin, and a name that another site points at us is not one of ours: both are refused before anything is read.
 */
export function mayConnect(attempt: ConnectAttempt, rules: ConnectRules): boolean {
  return isOurHost(attempt.host, rules) && isAllowedOrigin(attempt, rules)
}

/** True for an origin that gets an answer across origins (CORS): the shell's page and those that were named. */
export function isForeignOriginAllowed(origin: string | undefined, rules: ConnectRules): boolean {
  return origin !== undefined && (origin === SHELL_ORIGIN || rules.origins.includes(origin))
}

function isOurHost(host: string | undefined, rules: ConnectRules): boolean {
  const name = hostNameOf(host)
  if (name === null) return false
  if (LOOPBACK_NAMES.has(name) || ownHostNames().includes(name)) return true
  return rules.hostNames.some((named) => named.toLowerCase() === name) || isOwnAddress(name)
}

/** What this machine is called, without and with the ending of multicast DNS, by which it is announced; macOS says it with. */
export function ownHostNames(): string[] {
  const name = hostname()
    .toLowerCase()
    .replace(/\.local$/, '')
  return [name, `${name}.local`]
}

/** The name in a Host header, in lower case and without its port; null where it is none. */
function hostNameOf(host: string | undefined): string | null {
  if (host === undefined || /[/@\\?#\s]/.test(host)) return null
  const url = URL.parse(`http://${host}/`)
  return url && url.hostname !== '' ? url.hostname : null
}

function isOwnAddress(name: string): boolean {
  const address = name.startsWith('[') ? name.slice(1, -1) : name
  if (isIP(address) === 0) return false
  if (address.startsWith('127.')) return true
  return Object.values(networkInterfaces()).some((entries) =>
    entries?.some((entry) => entry.address === address),
  )
}

/** Programs send no origin; the hub's own page sends the host it was loaded from. */
function isAllowedOrigin({ host, origin }: ConnectAttempt, rules: ConnectRules): boolean {
  if (origin === undefined) return true
  return (
    origin === `http://${host ?? ''}` ||
    origin === `https://${host ?? ''}` ||
    isForeignOriginAllowed(origin, rules)
  )
}
