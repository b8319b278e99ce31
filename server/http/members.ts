import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readMembersFile } from '../commands/members-file.ts'
import { HubError } from '../protocol/errors.ts'
import { MAX_CODE_CHARACTERS } from '../protocol/limits.ts'
import { memberChangeBody, type MemberChange } from '../protocol/member-changes.ts'
import { actorOf, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const exportQuery = z.object({ format: z.enum(['csv', 'json']).default('csv') })

const memberParams = z.object({ memberId: z.guid().toLowerCase() })
const overrideParams = memberParams.extend({ overrideId: z.guid().toLowerCase() })
const cardBody = z.object({ code: z.string().min(1).max(MAX_CODE_CHARACTERS) })

/** A card by its code, or by what a desk is shown of it. */
const knownCardBody = z.union([
  cardBody,
  z.object({ number: z.int().min(1), end: z.string().max(MAX_CODE_CHARACTERS) }),
])

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** Members in and out as a file, for managers and the command line; their cards and renewals, for every desk. */
export function serveMembers(http: FastifyInstance, rules: CallerRules, maxFileBytes: number): void {
  serveMemberFiles(http, rules, maxFileBytes)
  serveCards(http, rules)
  serveOverrides(http, rules)
  http.post(
    '/api/v1/members/:memberId',
    says('Changes the end of a member’s plan, visits or debt.', {
      params: memberParams,
      body: memberChangeBody,
    }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'renew_members'))
      const { memberId } = readBody(memberParams, request.params)
      // JSON has no `undefined`: a field is there or it is not.
      const change = readBody(memberChangeBody, request.body) as MemberChange
      return rules.hub.changeMember({ memberId, ...change }, actor)
    },
  )
}

function serveMemberFiles(http: FastifyInstance, rules: CallerRules, maxFileBytes: number): void {
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

function serveCards(http: FastifyInstance, rules: CallerRules): void {
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
    says('Withdraws a card of a member.', { params: memberParams, body: knownCardBody }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'work_the_desk'))
      const { memberId } = readBody(memberParams, request.params)
      return rules.hub.withdrawCard({ memberId, ...readBody(knownCardBody, request.body) }, actor)
    },
  )
  http.post(
    '/api/v1/members/:memberId/cards/restore',
    says('Makes a withdrawn card of a member good again.', { params: memberParams, body: knownCardBody }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'work_the_desk'))
      const { memberId } = readBody(memberParams, request.params)
      return rules.hub.restoreCard({ memberId, ...readBody(knownCardBody, request.body) }, actor)
    },
  )
}

function serveOverrides(http: FastifyInstance, rules: CallerRules): void {
  http.post(
    '/api/v1/members/:memberId/overrides/:overrideId/end',
    says('Ends an override of a member before its day.', { params: overrideParams }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'override'))
      return rules.hub.endOverride(readBody(overrideParams, request.params), actor)
    },
  )
}
