import { createReadStream } from 'node:fs'
import { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decodeParams, decodeStrictly } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import { heldCopy, MANIFEST_HEADER, STANDBY_PATHS } from '../protocol/standby.ts'
import { termClaim } from '../protocol/term-claim.ts'
import { readCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { limitAttempts } from './limit-attempts.ts'

const heldQuery = heldCopy.partial()

/** For the PC that keeps a copy of the hub, which shows a desk's credential. */
export function serveStandby(http: FastifyInstance, rules: CallerRules): void {
  const { standby } = rules.hub
  http.post(STANDBY_PATHS.begin, (request) => {
    requireEncrypted(request)
    return standby.begin(readCaller(request, rules))
  })
  http.get(STANDBY_PATHS.identity, (request) => {
    requireEncrypted(request)
    standby.require(request.deskId)
    return standby.identity()
  })
  http.get(STANDBY_PATHS.backup, async (request, reply) => {
    requireEncrypted(request)
    const deskId = standby.require(request.deskId)
    const held = heldCopy.safeParse(decodeParams(heldQuery, request.query))
    const copy = await standby.ship(deskId, held.success ? held.data : null)
    if (copy === null) return reply.code(304).send()
    // Whoever asked may have given up while it was made.
    if (reply.raw.destroyed) copy.done()
    else reply.raw.once('close', copy.done)
    return reply
      .header('content-type', 'application/vnd.sqlite3')
      .header('content-length', copy.manifest.bytes)
      .header(MANIFEST_HEADER, Buffer.from(JSON.stringify(copy.manifest)).toString('base64'))
      .send(createReadStream(copy.file))
  })
}

/** For the hub that was promoted in the place of this one: it proves its term, and needs no token. */
export async function serveTerm(http: FastifyInstance, rules: CallerRules): Promise<void> {
  await http.register(async (limited) => {
    await limitAttempts(limited, rules)
    limited.post(
      STANDBY_PATHS.term,
      says('Tells the hub that another one has taken over, with the proof of it.', {
        body: termClaim,
        open: true,
      }),
      ({ body }) => {
        if (rules.hub.hearTerm(decodeStrictly(termClaim, body))) return { superseded: true }
        throw new HubError('forbidden', 'This is no proof of a later term.')
      },
    )
  })
}

/** What is sent here are secrets and everybody's data. */
function requireEncrypted({ raw }: FastifyRequest): void {
  if (raw.socket instanceof TLSSocket) return
  throw new HubError('forbidden', 'This is for a connection that is encrypted by the hub itself.')
}
