import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import { isLoopback } from '../auth/client-address.ts'
import { callerOf, COMMAND_LINE_CALLER, type Caller } from '../auth/caller.ts'
import { requireItsDesk } from '../auth/tokens.ts'
import { DESK_HEADER } from '../protocol/desk-header.ts'
import { requireRight, type Right } from '../protocol/rights.ts'
import { HubError } from '../protocol/errors.ts'
import type { HttpPort } from './http-port.ts'

export interface CallerRules {
  hub: HttpPort
  /** The key in `hub.json`: whoever can read the data folder may do everything, from this machine. */
  controlKey: string
  /** Whoever shows it may read the metrics, and nothing else; null where there is none. */
  metricsSecret: string | null
  /** Where a request comes from; empty for a peer that has hung up, which is nobody's address. */
  addressOf: (request: FastifyRequest) => string
  known: KnownAddresses
  /** At an address that takes what proves somebody; of each desk and address. */
  attemptsPerMinute: number
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The desk that proved itself, or null. */
    deskId: string | null
  }
}

/** Looks up which desk speaks, for all addresses that are registered after this. A credential of no desk is refused. */
export function readDesks(http: FastifyInstance, { accounts }: Pick<HttpPort, 'accounts'>): void {
  http.decorateRequest('deskId', null)
  http.addHook('onRequest', async (request) => {
    const deskToken = request.headers[DESK_HEADER]
    if (typeof deskToken === 'string') request.deskId = await accounts.findDeskId(deskToken)
  })
}

/** Reads the caller from the Authorization header. Throws `not_authenticated` or what is wrong with the token. */
export function readCaller(request: FastifyRequest, rules: CallerRules): Caller {
  const { hub, controlKey } = rules
  const token = bearerOf(request)
  if (token === undefined) throw new HubError('not_authenticated', 'Authentication required')
  if (isOnMachine(request, rules) && isSame(token, controlKey)) return COMMAND_LINE_CALLER
  const person = hub.accounts.verifyToken(token)
  requireItsDesk(person, request.deskId)
  return callerOf(person, request.deskId)
}

/** The caller, if their role allows this; throws `forbidden` otherwise. */
export function requireCaller(request: FastifyRequest, rules: CallerRules, right: Right): Caller {
  const caller = readCaller(request, rules)
  requireRight(caller.role, right)
  return caller
}

/** True for whoever may see how the hub is: everyone on its machine, and managers. */
export function maySeeInside(request: FastifyRequest, rules: CallerRules): boolean {
  if (isOnMachine(request, rules)) return true
  try {
    return requireCaller(request, rules, 'see_inside').person !== null
  } catch {
    return false
  }
}

/** True for whoever may see how the hub is, and for what shows the secret of the metrics. */
export function maySeeMetrics(request: FastifyRequest, rules: CallerRules): boolean {
  const token = bearerOf(request)
  const { metricsSecret } = rules
  if (token !== undefined && metricsSecret !== null && isSame(token, metricsSecret)) return true
  return maySeeInside(request, rules)
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** Throws `forbidden` for everyone but the command line on the hub's machine. */
export function requireCommandLine(request: FastifyRequest, rules: CallerRules): void {
  if (readCaller(request, rules) === COMMAND_LINE_CALLER) return
  throw new HubError('forbidden', 'Only the command line on the hub’s machine may do this.')
}

function isOnMachine(request: FastifyRequest, { addressOf }: CallerRules): boolean {
  return isLoopback(addressOf(request))
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
