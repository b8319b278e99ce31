import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../observe/logger.ts'
import { HubError, type ErrorCode, type ErrorDetails } from '../protocol/errors.ts'

const STATUS: Partial<Record<ErrorCode, number>> = {
  invalid_json: 400,
  invalid_message: 400,
  not_authenticated: 401,
  authentication_failed: 401,
  token_expired: 401,
  forbidden: 403,
  member_not_found: 404,
  visit_not_found: 404,
  request_conflict: 409,
  too_large: 413,
  rate_limited: 429,
  storage_unavailable: 503,
}

/** Codes for what the HTTP library itself refuses. */
const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_message',
  403: 'forbidden',
  404: 'invalid_message',
  413: 'too_large',
  415: 'invalid_message',
  429: 'rate_limited',
}

/**
 * Answers every failure in one form: `{error: {code, message, details?}}`, with `detail` beside it for AV Gym's client.
 * A fault of ours is logged with its stack and answered without it.
 */
export function answerErrors(http: FastifyInstance, log: Logger): void {
  http.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof HubError ? (STATUS[error.code] ?? 400) : (error.statusCode ?? 500)
    const said = saidOf(error, status)
    if (isOurs(error, status)) log.error({ err: error, path: routeOf(request) }, 'internal error')
    void reply.code(status).send({ error: said, detail: said.message })
  })
  http.setNotFoundHandler((_request, reply) => {
    const message = 'There is nothing at this address.'
    void reply.code(404).send({ error: { code: 'invalid_message', message }, detail: message })
  })
}

/** A fault of ours is answered without what it was. */
function isOurs(error: unknown, status: number): boolean {
  return !(error instanceof HubError) && status >= 500
}

/** What is said of a failure. */
export function saidOf(
  error: unknown,
  status = 500,
): { code: ErrorCode; message: string; details?: ErrorDetails } {
  if (!(error instanceof HubError)) {
    const message = isOurs(error, status)
      ? 'Something went wrong on the hub. Its log says why.'
      : (error as Error).message
    return { code: CODE_OF_STATUS[status] ?? 'internal', message }
  }
  const { code, message, details } = error
  return { code, message, ...(details && { details }) }
}

/** Answers an address that is none, before it has come to any route; the library's own answer would quote it. */
export function refuseAddress(_error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const message = 'This address is not valid.'
  // Nothing looks any more at whether a body comes.
  void reply
    .code(400)
    .header('connection', 'close')
    .send({ error: { code: 'invalid_message', message }, detail: message })
}

/** The address as we wrote it: what somebody typed into a path or a query may be a secret. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'no route'
}
