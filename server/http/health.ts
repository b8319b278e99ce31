import type { FastifyInstance, FastifyRequest } from 'fastify'
import { maySeeInside, type CallerRules } from './caller.ts'
import { says } from './description.ts'

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
      const troubles = await rules.hub.problems()
      const ready = troubles.length === 0
      void reply.code(ready ? 200 : 503)
      return maySeeInside(request, rules) ? { ready, troubles, ...rules.hub.state() } : { ready }
    },
  )
}
