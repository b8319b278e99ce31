import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { HubError } from '../protocol/errors.ts'
import { operations, type CalledName } from '../protocol/operations.ts'
import { readCaller, type CallerRules } from './caller.ts'
import { saysOperation } from './description.ts'

type Route = readonly [method: 'GET' | 'POST' | 'PUT', address: string, operation: CalledName]

/** Operations by their addresses. What stands in an address, a query or a body are the operation's params. */
const ROUTES: readonly Route[] = [
  ['POST', '/api/v1/members/:memberId', 'members.change'],
  ['PUT', '/api/v1/members/:memberId/cards', 'cards.attach'],
  ['POST', '/api/v1/members/:memberId/cards/withdraw', 'cards.withdraw'],
  ['POST', '/api/v1/members/:memberId/cards/restore', 'cards.restore'],
  ['POST', '/api/v1/members/:memberId/overrides/:overrideId/end', 'overrides.end'],
  ['PUT', '/api/v1/members/:memberId/notes/:noteId', 'notes.write'],
  ['POST', '/api/v1/members/:memberId/notes/:noteId/end', 'notes.end'],
  ['GET', '/api/v1/messages', 'messages.list'],
  ['PUT', '/api/v1/messages/:id', 'messages.send'],
  ['POST', '/api/v1/messages/:id/end', 'messages.end'],
  ['PUT', '/api/v1/messages/:id/seen', 'messages.see'],
  ['GET', '/api/v1/handover', 'handover.read'],
  ['PUT', '/api/v1/handover', 'handover.write'],
  ['PUT', '/api/v1/handover/read', 'handover.confirm'],
  ['GET', '/api/v1/staff', 'staff.list'],
  ['POST', '/api/v1/staff', 'staff.add'],
  ['POST', '/api/v1/staff/:id', 'staff.change'],
  ['POST', '/api/v1/staff/:id/reset-password', 'staff.resetPassword'],
  ['POST', '/api/v1/me/password', 'me.changePassword'],
  ['POST', '/api/v1/me/pin', 'me.changePin'],
  ['GET', '/api/v1/desks', 'desks.list'],
  ['POST', '/api/v1/desks/:id', 'desks.rename'],
  ['POST', '/api/v1/desks/:id/remove', 'desks.remove'],
  ['GET', '/api/v1/audit', 'audit.list'],
  ['POST', '/api/v1/links', 'links.make'],
  ['GET', '/api/v1/lan', 'network.read'],
  ['POST', '/api/v1/lan', 'network.switch'],
  ['GET', '/api/v1/diagnostics', 'diagnostics.read'],
]

/** Serves every operation that has an address. */
export function serveRoutes(http: FastifyInstance, rules: CallerRules): void {
  for (const [method, url, name] of ROUTES) {
    const { summary, params } = operations[name]
    http.route({
      ...{ method, url, ...saysOperation(summary, { method, url, params: params as z.ZodType }) },
      handler: (request) => rules.hub.call(name, paramsOf(request), readCaller(request, rules)),
    })
  }
}

/** What stands in the address goes before the rest: it is what was asked about. */
function paramsOf({ query, body, params }: FastifyRequest): object {
  return { ...(query as object), ...fieldsOf(body), ...(params as object) }
}

function fieldsOf(body: unknown): object {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body
  throw new HubError('invalid_message', 'The body must be a JSON object.')
}
