import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { decodeParams, decodeStrictly } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import { operations } from '../protocol/operations.ts'
import { ADDRESSES } from './addresses.ts'
import { readCaller, type CallerRules } from './caller.ts'
import { saysOperation } from './description.ts'

/** Serves every operation that has an address. */
export function serveRoutes(http: FastifyInstance, rules: CallerRules): void {
  for (const [method, url, name] of ADDRESSES) {
    const { summary, params } = operations[name]
    const decode = method === 'GET' ? decodeParams : decodeStrictly
    http.route({
      ...{ method, url, ...saysOperation(summary, { method, url, params: params as z.ZodType }) },
      handler: (request) => rules.hub.call(name, paramsOf(request), readCaller(request, rules), decode),
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
