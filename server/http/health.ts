import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readiness } from '../health/readiness.ts'
import { maySeeInside, type CallerRules } from './caller.ts'
import { says } from './description.ts'

/** A balancer takes 404 for a place that gets nobody new and keeps those who are there (haproxy's `disable-on-404`). */
const STATUS = { ready: 200, draining: 404, unready: 503 } as const satisfies Record<Readiness, number>

const PROBES = new Set(['/healthz', '/readyz'])

/** A monitor's probe that names no host, as those written by hand do. No page of another site can send one: a browser always names it. */
export function isBareProbe({ headers, url }: FastifyRequest): boolean {
  return headers.host === undefined && headers.origin === undefined && PROBES.has(url)
}

/** `/healthz`: the process answers. `/readyz`: it can serve; the reasons why not are for its operator only. */
export function serveHealth(http: FastifyInstance, rules: CallerRules): void {
  http.get('/healthz', says('The process answers.', { open: true }), () => ({ status: 'ok' }))
  http.get(
    '/readyz',
    says('Whether the hub can serve, and for its operator why not.', { open: true }),
    async (request, reply) => {
      // The name that monitors read.
      const { readiness, problems: troubles } = await rules.hub.readiness()
      const ready = readiness === 'ready'
      void reply.code(STATUS[readiness])
      return maySeeInside(request, rules) ? { ready, troubles, ...rules.hub.state() } : { ready }
    },
  )
}
