import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { HubError } from '../protocol/errors.ts'
import { MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { ROLES } from '../protocol/roles.ts'
import { MAX_PASSWORD_CHARACTERS } from '../auth/choosing.ts'
import { actorOf, readCaller, requireCaller, type CallerRules } from './caller.ts'
import { readBody } from './read-body.ts'

const askingDesk = {
  deskName: z.string().max(MAX_NAME_CHARACTERS).optional(),
  deskToken: z.string().max(200).optional(),
}
const account = {
  username: z.string().min(1).max(200),
  /** In UTF-16 units, so that every allowed password fits. */
  password: z
    .string()
    .min(1)
    .max(2 * MAX_PASSWORD_CHARACTERS),
}
const codeBody = z.object({ code: z.string().min(1).max(64), ...askingDesk })
const passwordBody = z.object({ ...account, ...askingDesk })
const avGymBody = z.object(account)
const pinBody = z.object({
  deskToken: z.string().min(1).max(200),
  staffId: z.guid(),
  pin: z.string().min(1).max(20),
})
const deskBody = z.object({ deskToken: z.string().min(1).max(200) })
const refreshBody = z.object({ refresh: z.string().min(1) })
const linkBody = z.object({ role: z.enum(ROLES), name: z.string().max(MAX_NAME_CHARACTERS).default('') })
const tokenBody = linkBody.extend({ ttlMs: z.int().positive() })

/** Signing in by code, password or PIN, staying signed in, signing out. Attempts are limited by address too. */
export async function serveSignIn(
  http: FastifyInstance,
  rules: CallerRules,
  attemptsPerMinute: number,
): Promise<void> {
  const { people } = rules.hub
  await http.register(async (limited) => {
    await limited.register(rateLimit, { max: attemptsPerMinute, timeWindow: '1 minute' })
    limited.post('/api/v1/token', ({ body, ip }) =>
      isObjectWith(body, 'password')
        ? people.signInByPassword(readBody(passwordBody, body), ip)
        : people.signIn(readBody(codeBody, body)),
    )
    limited.post('/api/v1/token/pin', ({ body }) => people.signInByPin(readBody(pinBody, body)))
    limited.post('/api/auth/token/', ({ body, ip }) => people.signInForAvGym(readBody(avGymBody, body), ip))
  })
  await http.register(async (limited) => {
    await limited.register(rateLimit, { max: attemptsPerMinute, timeWindow: '1 minute' })
    limited.post('/api/v1/token/refresh', ({ body }) => people.refresh(readBody(refreshBody, body).refresh))
    limited.post('/api/auth/token/refresh/', ({ body }) =>
      people.refreshForAvGym(readBody(refreshBody, body).refresh),
    )
    limited.post('/api/v1/sign-out', async ({ body }) => {
      await people.signOut(readBody(refreshBody, body).refresh)
      return { signedOut: true }
    })
    limited.post('/api/v1/desk/people', async ({ body }) => ({
      people: await people.listSwitchable(readBody(deskBody, body).deskToken),
    }))
  })
}

/** Links and tokens for others. */
export function serveLinks(http: FastifyInstance, rules: CallerRules): void {
  const { hub } = rules
  http.post('/api/v1/links', (request) => {
    const actor = actorOf(requireCaller(request, rules, 'sign_desks_in'))
    return hub.makeLink(readBody(linkBody, request.body), actor)
  })
  http.post('/api/v1/access-tokens', (request) => {
    if (readCaller(request, rules).kind !== 'command_line') {
      throw new HubError('forbidden', 'Tokens are made by the command line on the hub’s machine.')
    }
    return { access: hub.people.makeToken(readBody(tokenBody, request.body)) }
  })
}

function isObjectWith(body: unknown, field: string): boolean {
  return typeof body === 'object' && body !== null && field in body
}
