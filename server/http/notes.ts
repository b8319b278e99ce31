import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { text } from '../protocol/client-frames.ts'
import { MAX_NOTES_CHARACTERS } from '../protocol/limits.ts'
import { NOTE_LEVELS } from '../protocol/notes.ts'
import { requireCaller, writerOf, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const noteParams = z.object({ memberId: z.guid().toLowerCase(), noteId: z.guid().toLowerCase() })
const noteBody = z.object({
  level: z.enum(NOTE_LEVELS),
  text: text(MAX_NOTES_CHARACTERS).trim().min(1),
  until: z.iso.date().nullable().default(null),
})

/** Notes about a member, for every desk. */
export function serveNotes(http: FastifyInstance, rules: CallerRules): void {
  const { messages } = rules.hub
  const address = '/api/v1/members/:memberId/notes/:noteId'
  http.put(
    address,
    says('Adds a note about a member, or changes it.', { params: noteParams, body: noteBody }),
    (request) => {
      const writer = writerOf(requireCaller(request, rules, 'work_the_desk'))
      const asked = { ...readBody(noteParams, request.params), ...readBody(noteBody, request.body) }
      return messages.writeNote(asked, writer)
    },
  )
  http.post(`${address}/end`, says('Ends a note about a member.', { params: noteParams }), (request) => {
    const writer = writerOf(requireCaller(request, rules, 'work_the_desk'))
    return messages.endNote(readBody(noteParams, request.params), writer)
  })
}
