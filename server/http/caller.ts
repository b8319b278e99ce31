import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { requireRight, type Right } from '../auth/rights.ts'
import { COMMAND_LINE, type Actor } from '../auth/staff.ts'
import type { Person } from '../auth/tokens.ts'
import type { Writer } from '../commands/member-notes.ts'
import { HubError } from '../protocol/errors.ts'
import type { HttpPort } from './http-port.ts'

export interface CallerRules {
  hub: HttpPort
  /** The key in `hub.json`: whoever can read the data folder may do everything, from this machine. */
  controlKey: string
}

/** Whoever calls an address: a person with a token, or the command line on this machine. */
export type Caller = { kind: 'person'; person: Person } | { kind: 'command_line' }

/** Reads the caller from the Authorization header. Throws `not_authenticated` or what is wrong with the token. */
export function readCaller(request: FastifyRequest, { hub, controlKey }: CallerRules): Caller {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new HubError('not_authenticated', 'Authentication required')
  if (isLoopback(request) && isSame(token, controlKey)) return { kind: 'command_line' }
  return { kind: 'person', person: hub.accounts.verifyToken(token) }
}

/** The caller, if their role allows this; throws `forbidden` otherwise. */
export function requireCaller(request: FastifyRequest, rules: CallerRules, right: Right): Caller {
  const caller = readCaller(request, rules)
  if (caller.kind === 'person') requireRight(caller.person.role, right)
  return caller
}

/** The person themselves, for what only they may do. */
export function requirePerson(request: FastifyRequest, rules: CallerRules): Person {
  const caller = readCaller(request, rules)
  if (caller.kind === 'person') return caller.person
  throw new HubError('forbidden', 'Only a person who is signed in can do this.')
}

/** The caller as the audit log names them. */
export function actorOf(caller: Caller): Actor {
  if (caller.kind === 'command_line') return COMMAND_LINE
  return { id: caller.person.subject, deskId: caller.person.deskId }
}

/** The caller as whoever writes something for others to read. */
export function writerOf(caller: Caller): Writer {
  return { ...actorOf(caller), name: caller.kind === 'person' ? caller.person.name : '' }
}

/** True for whoever may see how the hub is: everyone on its machine, and managers. */
export function maySeeInside(request: FastifyRequest, rules: CallerRules): boolean {
  if (isLoopback(request)) return true
  try {
    return requireCaller(request, rules, 'see_inside').kind === 'person'
  } catch {
    return false
  }
}

/** Throws `forbidden` for everyone but the command line on the hub's machine. */
export function requireCommandLine(request: FastifyRequest, rules: CallerRules): void {
  if (readCaller(request, rules).kind === 'command_line') return
  throw new HubError('forbidden', 'Only the command line on the hub’s machine may do this.')
}

function isLoopback(request: FastifyRequest): boolean {
  const address = request.ip
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
