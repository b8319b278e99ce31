import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { CallerRules } from './caller.ts'

/**
 * Bounds what is tried at the addresses of `limited` that take what proves somebody: so many a minute of a desk that shows its
 * credential, and of each address. Whoever proves something is known by their address from then on.
 */
export async function limitAttempts(limited: FastifyInstance, rules: CallerRules): Promise<void> {
  const { hub, known, addressOf, attemptsPerMinute } = rules
  await limited.register(rateLimit, {
    ...{ max: attemptsPerMinute, timeWindow: '1 minute' },
    // The desk's credential stands in the body.
    hook: 'preHandler',
    keyGenerator: async (request) =>
      (await hub.accounts.placeOf(deskTokenIn(request.body), addressOf(request))).name,
  })
  limited.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode === 200) known.note(addressOf(request))
    done()
  })
}

function deskTokenIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('deskToken' in body)) return undefined
  return typeof body.deskToken === 'string' ? body.deskToken : undefined
}
