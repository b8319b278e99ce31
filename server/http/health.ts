import type { FastifyInstance } from 'fastify'
import { maySeeInside, type CallerRules } from './caller.ts'
import { says } from './description.ts'

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
