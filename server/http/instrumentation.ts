import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LOG_LEVELS } from '../observe/log-levels.ts'
import { HubError } from '../protocol/errors.ts'
import { maySeeMetrics, requireCommandLine, type CallerRules } from './caller.ts'
import type { InstrumentationPort } from './instrumentation-port.ts'
import { says } from './description.ts'
import { decodeParams, decodeStrictly } from '../protocol/decode-params.ts'

/** Longest profile: the file grows by about a megabyte each ten seconds. */
const MAX_PROFILE_S = 60

const levelBody = z.object({ level: z.enum(LOG_LEVELS) })
const profileBody = z.object({ seconds: z.int().min(1).max(MAX_PROFILE_S) })
const traceParams = z.object({ requestId: z.guid() })

/** Seeing inside: metrics for its operator; tracing, profiling and the log's level for the command line. */
export function serveInstrumentation(
  http: FastifyInstance,
  rules: CallerRules,
  instrumentation: InstrumentationPort,
): void {
  http.get('/metrics', says('Metrics for Prometheus.'), (request, reply) => {
    if (!maySeeMetrics(request, rules)) {
      throw new HubError(
        'forbidden',
        'Metrics are for the hub’s own machine, for managers and for whoever has the secret of the metrics.',
      )
    }
    return instrumentation.exposition
      .text()
      .then((text) => reply.type(instrumentation.exposition.contentType).send(text))
  })
  http.get(
    '/api/v1/operations/:requestId',
    says('One request’s whole life, for the command line.', { params: traceParams }),
    async (request) => {
      requireCommandLine(request, rules)
      return { trace: await instrumentation.trace(decodeParams(traceParams, request.params).requestId) }
    },
  )
  http.post(
    '/api/v1/log-level',
    says('Sets the log level for an hour, for the command line.', { body: levelBody }),
    (request) => {
      requireCommandLine(request, rules)
      return instrumentation.setLogLevel(decodeStrictly(levelBody, request.body).level)
    },
  )
  http.post(
    '/api/v1/profile',
    says('Takes a CPU profile, for the command line.', { body: profileBody }),
    (request) => {
      requireCommandLine(request, rules)
      return instrumentation.profile(decodeStrictly(profileBody, request.body).seconds)
    },
  )
}
