import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { actorOf, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const byId = z.object({ id: z.guid() })
const naming = z.object({ name: z.string().trim().min(1).max(MAX_NAME_CHARACTERS) })

/** Commits of the audit log on a page at most; most have one entry, a piece of an import has hundreds. */
const MAX_AUDIT_PAGE = 500

const auditQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_AUDIT_PAGE).default(MAX_AUDIT_PAGE),
})

/** The desks of the gym, to rename and to remove, and the audit log. For managers. */
export function serveDesks(http: FastifyInstance, rules: CallerRules): void {
  const { accounts } = rules.hub
  http.get('/api/v1/desks', says('The desks of the gym.'), async (request) => {
    requireCaller(request, rules, 'manage_desks')
    return { desks: await accounts.listDesks() }
  })
  http.post('/api/v1/desks/:id', says('Names a desk.', { params: byId, body: naming }), (request) => {
    const actor = actorOf(requireCaller(request, rules, 'manage_desks'))
    return accounts.nameDesk(readBody(byId, request.params).id, readBody(naming, request.body).name, actor)
  })
  http.post(
    '/api/v1/desks/:id/remove',
    says('Removes a desk: its credential is worth nothing any more.', { params: byId }),
    async (request) => {
      const actor = actorOf(requireCaller(request, rules, 'manage_desks'))
      await accounts.removeDesk(readBody(byId, request.params).id, actor)
      return { removed: true }
    },
  )
  http.get(
    '/api/v1/audit',
    says('The audit log, the oldest commit first.', { query: auditQuery }),
    async (request) => {
      requireCaller(request, rules, 'read_audit')
      return { entries: await accounts.listAudit(readBody(auditQuery, request.query)) }
    },
  )
}
