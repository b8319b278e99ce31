import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { text } from '../protocol/client-frames.ts'
import { MAX_HANDOVER_CHARACTERS } from '../protocol/handover.ts'
import { requireCaller, writerOf, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const version = z.int().min(0)
const handoverBody = z.object({ base: version, text: text(MAX_HANDOVER_CHARACTERS).trim() })
const readingBody = z.object({ version })

/** What a shift leaves for the next. */
export function serveHandover(http: FastifyInstance, rules: CallerRules): void {
  const { messages } = rules.hub
  http.get('/api/v1/handover', says('The hand-over note and its versions.'), (request) =>
    messages.readHandover(writerOf(requireCaller(request, rules, 'see')).id),
  )
  http.put('/api/v1/handover', says('Writes the hand-over note.', { body: handoverBody }), (request) => {
    const writer = writerOf(requireCaller(request, rules, 'work_the_desk'))
    return messages.writeHandover(readBody(handoverBody, request.body), writer)
  })
  http.put(
    '/api/v1/handover/read',
    says('Says that the caller has read a version of it.', { body: readingBody }),
    async (request) => {
      const writer = writerOf(requireCaller(request, rules, 'work_the_desk'))
      await messages.confirmHandover(readBody(readingBody, request.body).version, writer)
      return { read: true }
    },
  )
}
