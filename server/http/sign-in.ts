import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { optionalName } from '../protocol/names.ts'
import { newLink } from '../protocol/params.ts'
import { MAX_PASSWORD_CHARACTERS } from '../auth/credential-policy.ts'
import { requireCommandLine, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { limitAttempts } from './limit-attempts.ts'
import { decodeParams, decodeStrictly } from '../protocol/decode-params.ts'

const askingDesk = {
  deskName: optionalName.optional(),
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
const approvalBody = z.union([pinBody, z.object({ ...account, deskToken: pinBody.shape.deskToken })])
const deskBody = z.object({ deskToken: z.string().min(1).max(200) })
const leavingBody = deskBody.extend({ approval: z.string().min(1).max(200) })
/** These carry what proves them in their bodies. */
const open = true

const refreshBody = z.object({ refresh: z.string().min(1) })
const deskRefreshBody = refreshBody.extend({ deskToken: askingDesk.deskToken })
const tokenBody = newLink.extend({ ttlMs: z.int().positive() })

/** Signing in by code, password or PIN, staying signed in, signing out. Attempts are limited by address too. */
export async function serveSignIn(http: FastifyInstance, rules: CallerRules): Promise<void> {
  const { addressOf } = rules
  const { accounts } = rules.hub
  await http.register(async (limited) => {
    await limitAttempts(limited, rules)
    limited.post(
      '/api/v1/token',
      says('Signs in by a link’s code or by a password.', { body: z.union([codeBody, passwordBody]), open }),
      (request) =>
        isObjectWith(request.body, 'password')
          ? accounts.signInByPassword(decodeStrictly(passwordBody, request.body), addressOf(request))
          : accounts.signIn(decodeStrictly(codeBody, request.body), addressOf(request)),
    )
    limited.post(
      '/api/v1/token/pin',
      says('Switches the person at a desk by PIN.', { body: pinBody, open }),
      ({ body }) => accounts.signInByPin(decodeStrictly(pinBody, body)),
    )
    limited.post(
      '/api/auth/token/',
      says('Signs AV Gym’s client in by a password.', { body: avGymBody, open }),
      (request) => accounts.signInForAvGym(decodeParams(avGymBody, request.body), addressOf(request)),
    )
  })
  await http.register(async (limited) => {
    await limitAttempts(limited, rules)
    limited.post(
      '/api/v1/token/refresh',
      says('Trades a refresh token for new tokens.', { body: deskRefreshBody, open }),
      ({ body }) => accounts.refresh(decodeStrictly(deskRefreshBody, body)),
    )
    limited.post(
      '/api/auth/token/refresh/',
      says('Trades AV Gym’s client’s refresh token for an access token.', { body: refreshBody, open }),
      ({ body }) => accounts.refreshForAvGym(decodeParams(refreshBody, body).refresh),
    )
    limited.post(
      '/api/v1/sign-out',
      says('Ends the sign-in of a refresh token.', { body: refreshBody, open }),
      async ({ body }) => {
        await accounts.signOut(decodeStrictly(refreshBody, body).refresh)
        return { signedOut: true }
      },
    )
    limited.post(
      '/api/v1/desk/people',
      says('Who may switch in at a desk by PIN.', { body: deskBody, open }),
      async ({ body }) => ({
        people: await accounts.listSwitchable(decodeParams(deskBody, body).deskToken),
      }),
    )
  })
}

/** A manager's leave to override, or to leave a kiosk. Attempts are limited by address too. */
export async function serveApprovals(http: FastifyInstance, rules: CallerRules): Promise<void> {
  const { addressOf } = rules
  const { accounts } = rules.hub
  await http.register(async (limited) => {
    await limitAttempts(limited, rules)
    limited.post(
      '/api/v1/approvals',
      says('A manager’s leave to override at one desk, once.', { body: approvalBody, open }),
      (request) => accounts.approve(decodeStrictly(approvalBody, request.body), addressOf(request)),
    )
    limited.post(
      '/api/v1/kiosk/leave',
      says('A desk’s shell leaves kiosk mode by a manager’s approval, once.', { body: leavingBody, open }),
      ({ body }) => accounts.leaveKiosk(decodeStrictly(leavingBody, body)),
    )
  })
}

/** Tokens for others, by the command line. */
export function serveTokens(http: FastifyInstance, rules: CallerRules): void {
  const { hub } = rules
  http.post(
    '/api/v1/access-tokens',
    says('Makes an access token, for the command line.', { body: tokenBody }),
    (request) => {
      requireCommandLine(request, rules)
      return { access: hub.accounts.makeToken(decodeStrictly(tokenBody, request.body)) }
    },
  )
}

function isObjectWith(body: unknown, field: string): boolean {
  return typeof body === 'object' && body !== null && field in body
}
