import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { hasRight } from '../auth/rights.ts'
import { text } from '../protocol/client-frames.ts'
import { MAX_MESSAGE_CHARACTERS } from '../protocol/staff-messages.ts'
import { requireCaller, writerOf, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const byId = z.object({ id: z.guid().toLowerCase() })
const messageBody = z.object({
  text: text(MAX_MESSAGE_CHARACTERS).trim().min(1),
  toDeskId: z.guid().nullable().default(null),
  asksSeen: z.boolean().default(false),
  /** HH:MM by the gym’s clock. */
  until: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
})

/** Messages of the staff to all desks or to one. */
export function serveStaffMessages(http: FastifyInstance, rules: CallerRules): void {
  const { messages } = rules.hub
  http.get('/api/v1/messages', says('The last messages that this desk may see.'), (request) => {
    const caller = requireCaller(request, rules, 'see')
    return messages.listMessages(writerOf(caller).deskId)
  })
  http.put(
    '/api/v1/messages/:id',
    says('Sends a message.', { params: byId, body: messageBody }),
    (request) => {
      const writer = writerOf(requireCaller(request, rules, 'work_the_desk'))
      return messages.sendMessage(
        { ...readBody(byId, request.params), ...readBody(messageBody, request.body) },
        writer,
      )
    },
  )
  http.post('/api/v1/messages/:id/end', says('Takes a message back.', { params: byId }), (request) => {
    const caller = requireCaller(request, rules, 'work_the_desk')
    const mayEndAny = caller.kind === 'command_line' || hasRight(caller.person.role, 'end_any_message')
    return messages.endMessage({ ...readBody(byId, request.params), mayEndAny }, writerOf(caller))
  })
  http.put(
    '/api/v1/messages/:id/seen',
    says('Says that this desk has seen it.', { params: byId }),
    (request) => {
      const writer = writerOf(requireCaller(request, rules, 'work_the_desk'))
      return messages.seeMessage(readBody(byId, request.params).id, writer)
    },
  )
}
