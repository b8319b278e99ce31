import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readMembersFile } from '../commands/members/members-file.ts'
import { HubError } from '../protocol/errors.ts'
import { requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { decodeParams } from '../protocol/decode-params.ts'

const exportQuery = z.object({ format: z.enum(['csv', 'json']).default('csv') })

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** Members in and out as a file, for managers and the command line. */
export function serveMemberFiles(http: FastifyInstance, rules: CallerRules, maxFileBytes: number): void {
  http.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const mayImport = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    requireCaller(request, rules, 'change_members')
    done()
  }
  http.post(
    '/api/v1/members/import',
    { ...says('Imports members from a CSV file.'), bodyLimit: maxFileBytes, onRequest: mayImport },
    async (request) => {
      if (typeof request.body !== 'string')
        throw new HubError('invalid_message', 'Send the file as text/csv.')
      const actor = requireCaller(request, rules, 'change_members')
      return rules.hub.importMembers(await readMembersFile(request.body), actor)
    },
  )
  http.get(
    '/api/v1/members/export',
    says('Exports all members as a file.', { query: exportQuery }),
    (request, reply) => {
      requireCaller(request, rules, 'change_members')
      const { format } = decodeParams(exportQuery, request.query)
      return reply
        .header('content-type', CONTENT_TYPES[format])
        .header('content-disposition', `attachment; filename="members.${format}"`)
        .send(Readable.from(rules.hub.exportMembers(format)))
    },
  )
}
