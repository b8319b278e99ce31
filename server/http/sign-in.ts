import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { HubError } from '../protocol/errors.ts'
import { MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { ROLES } from '../protocol/roles.ts'
import { readCaller, requireCaller, type CallerRules } from './caller.ts'
import { readBody } from './read-body.ts'

const codeBody = z.object({
  code: z.string().min(1).max(64),
  deskName: z.string().max(MAX_NAME_CHARACTERS).optional(),
  deskToken: z.string().max(200).optional(),
})
const refreshBody = z.object({ refresh: z.string().min(1) })
const linkBody = z.object({ role: z.enum(ROLES), name: z.string().max(MAX_NAME_CHARACTERS).default('') })
const tokenBody = linkBody.extend({ ttlMs: z.int().positive() })

/** Signing in by a link's code, staying signed in, and making links. Attempts are limited by address. */
export async function serveSignIn(
  http: FastifyInstance,
  rules: CallerRules,
  attemptsPerMinute: number,
): Promise<void> {
  const { hub } = rules
  await http.register(async (limited) => {
    await limited.register(rateLimit, { max: attemptsPerMinute, timeWindow: '1 minute' })
    limited.post('/api/v1/token', (request) => hub.signIn(readBody(codeBody, request.body)))
    limited.post('/api/v1/token/refresh', (request) =>
      hub.refresh(readBody(refreshBody, request.body).refresh),
    )
    limited.post('/api/auth/token/refresh/', (request) =>
      hub.refreshForAvGym(readBody(refreshBody, request.body).refresh),
    )
  })
  http.post('/api/v1/links', (request) => {
    requireCaller(request, rules, 'sign_desks_in')
    return hub.makeLink(readBody(linkBody, request.body))
  })
  http.post('/api/v1/access-tokens', (request) => {
    if (readCaller(request, rules).kind !== 'command_line') {
      throw new HubError('forbidden', 'Tokens are made by the command line on the hub’s machine.')
    }
    return { access: hub.makeToken(readBody(tokenBody, request.body)) }
  })
}
