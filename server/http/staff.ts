import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { ROLES } from '../protocol/roles.ts'
import { actorOf, requireCaller, requirePerson, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

/** Longer than any password that is allowed; the rule itself answers with a sentence. */
const MAX_SECRET_CHARACTERS = 1_000

const secret = z.string().min(1).max(MAX_SECRET_CHARACTERS)
const fullName = z.string().trim().min(1).max(MAX_NAME_CHARACTERS)
const byId = z.object({ id: z.guid() })
const newStaff = z.object({
  username: z.string().max(200),
  full_name: fullName,
  role: z.enum(ROLES),
  password: secret.optional(),
})
const staffChange = z.object({
  full_name: fullName.optional(),
  role: z.enum(ROLES).optional(),
  disabled: z.boolean().optional(),
})
const ownPassword = z.object({ password: secret, newPassword: secret })
const ownPin = z.object({ password: secret, pin: z.string().max(20).nullable() })

/** Staff accounts, for managers; and each person's own password and PIN. */
export function serveStaff(http: FastifyInstance, rules: CallerRules): void {
  const { accounts } = rules.hub
  http.get('/api/v1/staff', says('All staff accounts.'), async (request) => {
    requireCaller(request, rules, 'manage_staff')
    return { staff: await accounts.listStaff() }
  })
  http.post('/api/v1/staff', says('Adds an account.', { body: newStaff }), (request) => {
    const actor = actorOf(requireCaller(request, rules, 'manage_staff'))
    return accounts.addStaff(readBody(newStaff, request.body), actor)
  })
  http.post(
    '/api/v1/staff/:id',
    says('Changes an account.', { params: byId, body: staffChange }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'manage_staff'))
      const { id } = readBody(byId, request.params)
      return accounts.changeStaff(id, readBody(staffChange, request.body), actor)
    },
  )
  http.post(
    '/api/v1/staff/:id/reset-password',
    says('Gives an account a new password.', { params: byId }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'manage_staff'))
      return accounts.resetPassword(readBody(byId, request.params).id, actor)
    },
  )
  http.post(
    '/api/v1/me/password',
    says('Changes the caller’s own password.', { body: ownPassword }),
    async (request) => {
      const person = requirePerson(request, rules)
      const actor = { id: person.subject, deskId: person.deskId }
      await accounts.changeOwnPassword(person, readBody(ownPassword, request.body), actor)
      return { changed: true }
    },
  )
  http.post(
    '/api/v1/me/pin',
    says('Sets or removes the caller’s own PIN.', { body: ownPin }),
    async (request) => {
      const person = requirePerson(request, rules)
      const actor = { id: person.subject, deskId: person.deskId }
      await accounts.changeOwnPin(person, readBody(ownPin, request.body), actor)
      return { changed: true }
    },
  )
}
