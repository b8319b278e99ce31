import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MAX_PASSWORD_CHARACTERS } from '../auth/credential-policy.ts'
import { shownName } from '../protocol/names.ts'
import { requireCommandLine, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { limitAttempts } from './limit-attempts.ts'
import { decodeStrictly } from '../protocol/decode-params.ts'

const setUpBody = z.object({
  code: z.string().min(1).max(64),
  gymName: shownName,
  timeZone: z.string().min(1).max(100),
  manager: z.object({
    username: z.string().min(1).max(200),
    full_name: shownName,
    /** In UTF-16 units, so that every allowed password fits. */
    password: z
      .string()
      .min(1)
      .max(2 * MAX_PASSWORD_CHARACTERS),
  }),
  demo: z.boolean(),
  joinable: z.boolean(),
})

/** The first start of a hub: whether it is still to be set up, and doing so, with the code that it prints. */
export async function serveSetUp(http: FastifyInstance, rules: CallerRules): Promise<void> {
  const { setUp } = rules.hub
  const needed = 'Whether this hub still has to be set up.'
  http.get('/api/v1/set-up', says(needed, { open: true }), async () => ({ isNeeded: await setUp.isNeeded() }))
  http.get('/api/v1/set-up/code', says('What sets the hub up, for the command line.'), async (request) => {
    requireCommandLine(request, rules)
    return { code: await setUp.code() }
  })
  await http.register(async (limited) => {
    await limitAttempts(limited, rules)
    const summary = 'Sets the hub up: the gym, and its first manager.'
    limited.post('/api/v1/set-up', says(summary, { body: setUpBody, open: true }), async (request, reply) => {
      const restart = await setUp.run(decodeStrictly(setUpBody, request.body), rules.addressOf(request))
      reply.raw.once('close', restart)
      return { done: true }
    })
  })
}
