import { createReadStream } from 'node:fs'
import { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decodeParams, decodeStrictly } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import { heldCopy, MANIFEST_HEADER, STANDBY_PATHS } from '../protocol/standby.ts'
import { termClaim } from '../protocol/term-claim.ts'
import { readCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'

const heldQuery = heldCopy.partial()

/** For the PC that keeps a copy of the hub, which shows a desk's credential; and for a hub that was promoted in this one's place. */
export function serveStandby(http: FastifyInstance, rules: CallerRules): void {
  const { standby, hearTerm } = rules.hub
  http.post(STANDBY_PATHS.begin, says('Lets the desk that asks keep a copy of the hub.'), (request) => {
    requireEncrypted(request)
    return standby.begin(readCaller(request, rules))
  })
  http.get(
    STANDBY_PATHS.identity,
    says('What a standby needs to be this hub.', { open: true }),
    (request) => {
      requireEncrypted(request)
      standby.require(request.deskId)
      return standby.identity()
    },
  )
  http.get(
    STANDBY_PATHS.backup,
    says('A backup for a standby, or 304 where it has all.', { query: heldQuery, open: true }),
    async (request, reply) => {
      requireEncrypted(request)
      const deskId = standby.require(request.deskId)
      const held = heldCopy.safeParse(decodeParams(heldQuery, request.query))
      const copy = await standby.ship(deskId, held.success ? held.data : null)
      if (copy === null) return reply.code(304).send()
      reply.raw.once('close', copy.done)
      return reply
        .header('content-type', 'application/vnd.sqlite3')
        .header('content-length', copy.manifest.bytes)
        .header(MANIFEST_HEADER, Buffer.from(JSON.stringify(copy.manifest)).toString('base64'))
        .send(createReadStream(copy.file))
    },
  )
  http.post(
    STANDBY_PATHS.term,
    says('Tells the hub of a later term, with the proof of it.', { body: termClaim, open: true }),
    ({ body }) => ({ superseded: hearTerm(decodeStrictly(termClaim, body)) }),
  )
}

/** What is sent here are secrets and everybody's data. */
function requireEncrypted({ raw }: FastifyRequest): void {
  if (raw.socket instanceof TLSSocket) return
  throw new HubError('forbidden', 'This is for a connection that is encrypted by the hub itself.')
}
