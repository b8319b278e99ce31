import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readMembersFile } from '../commands/members-file.ts'
import { HubError } from '../protocol/errors.ts'
import { MAX_CODE_CHARACTERS } from '../protocol/limits.ts'
import { actorOf, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const exportQuery = z.object({ format: z.enum(['csv', 'json']).default('csv') })

const memberParams = z.object({ memberId: z.guid().toLowerCase() })
const overrideParams = memberParams.extend({ overrideId: z.guid().toLowerCase() })
const cardBody = z.object({ code: z.string().min(1).max(MAX_CODE_CHARACTERS) })

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** Members in and out as a file, for managers and the command line; a card for one of them, for every desk. */
export function serveMembers(http: FastifyInstance, rules: CallerRules, maxFileBytes: number): void {
  http.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const mayImport = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    requireCaller(request, rules, 'change_members')
    done()
  }
  http.post(
    '/api/v1/members/import',
    { ...says('Takes members from a CSV file.'), bodyLimit: maxFileBytes, onRequest: mayImport },
    async (request) => {
      if (typeof request.body !== 'string')
        throw new HubError('invalid_message', 'Send the file as text/csv.')
      const actor = actorOf(requireCaller(request, rules, 'change_members'))
      return rules.hub.importMembers(await readMembersFile(request.body), actor)
    },
  )
  http.put(
    '/api/v1/members/:memberId/cards',
    says('Gives a member a card.', { params: memberParams, body: cardBody }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'work_the_desk'))
      const { memberId } = readBody(memberParams, request.params)
      return rules.hub.attachCard({ memberId, ...readBody(cardBody, request.body) }, actor)
    },
  )
  http.post(
    '/api/v1/members/:memberId/cards/withdraw',
    says('Withdraws a card of a member.', { params: memberParams, body: cardBody }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'work_the_desk'))
      const { memberId } = readBody(memberParams, request.params)
      return rules.hub.withdrawCard({ memberId, ...readBody(cardBody, request.body) }, actor)
    },
  )
  http.post(
    '/api/v1/members/:memberId/overrides/:overrideId/end',
    says('Ends an override of a member before its day.', { params: overrideParams }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'override'))
      return rules.hub.endOverride(readBody(overrideParams, request.params), actor)
    },
  )
  http.get(
    '/api/v1/members/export',
    says('All members as a file.', { query: exportQuery }),
    (request, reply) => {
      requireCaller(request, rules, 'change_members')
      const { format } = readBody(exportQuery, request.query)
      return reply
        .header('content-type', CONTENT_TYPES[format])
        .header('content-disposition', `attachment; filename="members.${format}"`)
        .send(Readable.from(rules.hub.exportMembers(format)))
    },
  )
}
