import type { Role } from '../../server/protocol/roles.ts'

/** The hub's HTTP addresses that a desk uses. */

/** The hub refused; an unreachable hub rejects with the browser's own TypeError instead. */
export class ApiError extends Error {
  readonly status: number
  constructor(status: number) {
    super(`The hub answered ${status}.`)
    this.name = 'ApiError'
    this.status = status
  }
}

export interface SignedInAnswer {
  access: string
  refresh: string
  deskToken: string
  deskId: string
  deskName: string
  role: Role
  name: string
  /** When the access token ends, ISO 8601. */
  expiresAt: string
}

export type RefreshedAnswer = Pick<SignedInAnswer, 'access' | 'refresh' | 'expiresAt'>

export function signInWithCode(
  hubAddress: string,
  asked: { code: string; deskName: string; deskToken?: string },
): Promise<SignedInAnswer> {
  return post(hubAddress, 'api/v1/token', asked)
}

export function refreshTokens(hubAddress: string, refresh: string): Promise<RefreshedAnswer> {
  return post(hubAddress, 'api/v1/token/refresh', { refresh })
}

/** A hub that does not answer for this long is away. */
const PATIENCE_MS = 8_000

async function post<Answer>(hubAddress: string, path: string, body: object): Promise<Answer> {
  const response = await fetch(new URL(path, hubAddress), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!response.ok) throw new ApiError(response.status)
  return (await response.json()) as Answer
}
