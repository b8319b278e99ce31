import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { clientAddress } from '../auth/client-address.ts'
import { attemptOf, mayConnect, type ConnectRules } from '../auth/origin-policy.ts'
import type { HubLimits } from '../settings/limits.ts'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import type { Newcomers } from '../auth/newcomers.ts'
import type { Session } from './session.ts'

/** Path of the desks' socket, with or without the last slash. */
const PATH = /^\/ws\/checkins\/?$/

interface AdmissionRules {
  sessions: ReadonlySet<Session>
  /** Those of them that have not signed in, from addresses that nobody signed in from lately. */
  newcomers: Newcomers<Session>
  known: KnownAddresses
  limits: HubLimits
  connectRules: ConnectRules
  /** True while the hub lets its desks go to others. */
  isDraining: boolean
}

/** The HTTP status that an upgrade is refused with, and its headers; null for one that may become a socket. */
export function refusalOf(request: IncomingMessage, rules: AdmissionRules): string | null {
  const { limits, connectRules } = rules
  if (!mayConnect(attemptOf(request), connectRules)) return '403 Forbidden'
  if (!PATH.test(pathOf(request))) return '404 Not Found'
  if (!isPlainUpgrade(request)) return '400 Bad Request'
  if (rules.isDraining) return '503 Service Unavailable'
  if (!isFull(clientAddress(request, connectRules.proxies), rules)) return null
  const retryAfterS = Math.ceil(limits.signInTimeoutMs / 1000)
  return `503 Service Unavailable\r\nRetry-After: ${retryAfterS}`
}

/** What a proxy takes for a body, or for the end of an HTTP/1.0 request, would be frames to us: such a request is none. */
function isPlainUpgrade({ httpVersion, headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
  return httpVersion === '1.1' && !hasBody
}

/** Answers an upgrade with a status and hangs up, whether or not the other end does. */
export function refuseUpgrade(connection: Duplex, status: string): void {
  connection.on('error', () => connection.destroy())
  connection.once('finish', () => connection.destroy())
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * True where there is no room for one more socket of this address. In all, newcomers make room for whoever comes, and the
 * hub's own machine finds it always.
 */
function isFull(address: string, rules: AdmissionRules): boolean {
  const { sessions, limits, known } = rules
  const name = known.countedAs(address)
  const ofName = [...sessions].filter((session) => known.countedAs(session.address) === name)
  const waiting = ofName.filter((session) => !session.identity)
  if (ofName.length >= limits.socketsPerAddress || waiting.length >= limits.socketsBeforeSignIn) return true
  return sessions.size >= limits.sockets && !makeRoom(rules) && !known.isOwnMachine(address)
}

function makeRoom({ newcomers }: AdmissionRules): boolean {
  const cut = newcomers.takeFirstToGo()
  cut?.terminate()
  return cut !== undefined
}

/** The path without its query, which may hold a token. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}
