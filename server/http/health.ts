import type { FastifyInstance } from 'fastify'
import { requireCaller, isLoopback, type CallerRules } from './caller.ts'

/** `/healthz`: the process answers. `/readyz`: it can serve; the reasons why not are for its operator only. */
export function serveHealth(http: FastifyInstance, rules: CallerRules): void {
  http.get('/healthz', () => ({ status: 'ok' }))
  http.get('/readyz', async (request, reply) => {
    const troubles = await rules.hub.troubles()
    void reply.code(troubles.length === 0 ? 200 : 503)
    const ready = troubles.length === 0
    return maySeeDetails() ? { ready, troubles, ...rules.hub.state() } : { ready }

    function maySeeDetails(): boolean {
      if (isLoopback(request)) return true
      try {
        return requireCaller(request, rules, 'change_members').kind === 'person'
      } catch {
        return false
      }
    }
  })
}
