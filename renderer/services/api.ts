import type { Role } from '../../server/protocol/roles.ts'

/** The hub's HTTP addresses that a desk uses before anybody is signed in. */

/** The hub refused, with its code, its English sentence and, of what somebody chose, what is wrong with it; an unreachable hub rejects with the browser's own error instead. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly problem: string
  constructor(status: number, code: string, sentence: string, problem = '') {
    super(sentence)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.problem = problem
  }
}

/** By what somebody signs in: a code or link, an account, or a PIN at a desk that knows the person. */
export type SignInBy =
  { code: string } | { username: string; password: string } | { staffId: string; pin: string }

/** Somebody who may switch in by PIN. */
export interface KnownPerson {
  id: string
  name: string
  role: Role
}

export interface SignedInAnswer {
  access: string
  refresh: string
  /** When the access token ends, ISO 8601. */
  expiresAt: string
  role: Role
  name: string
  /** Of the desk; absent after a PIN, which changes nothing of it. */
  deskToken?: string
  deskName?: string
}

export type RefreshedAnswer = Pick<SignedInAnswer, 'access' | 'refresh' | 'expiresAt'>

/** Signs in at the desk with this name and credential. */
export function signIn(
  hubAddress: string,
  by: SignInBy,
  desk: { deskName: string; deskToken: string | null },
): Promise<SignedInAnswer> {
  const { deskName, deskToken } = desk
  if ('pin' in by) return post(hubAddress, 'api/v1/token/pin', { ...by, deskToken })
  return post(hubAddress, 'api/v1/token', { ...by, deskName, ...(deskToken !== null && { deskToken }) })
}

export function refreshTokens(hubAddress: string, refresh: string): Promise<RefreshedAnswer> {
  return post(hubAddress, 'api/v1/token/refresh', { refresh })
}

/** Ends a sign-in at the hub, also where the page is closed meanwhile. */
export async function endSignIn(hubAddress: string, refresh: string): Promise<void> {
  await post(hubAddress, 'api/v1/sign-out', { refresh }, true)
}

/** Who may switch in by PIN at the desk with this credential. */
export async function listPeople(hubAddress: string, deskToken: string): Promise<KnownPerson[]> {
  const { people } = await post<{ people: KnownPerson[] }>(hubAddress, 'api/v1/desk/people', { deskToken })
  return people
}

/** How a manager proves at a desk that it is them. */
export type ApproveBy = { username: string; password: string } | { staffId: string; pin: string }

/** A manager's leave to override at the desk with this credential, once. */
export async function askApproval(hubAddress: string, deskToken: string, by: ApproveBy): Promise<string> {
  const { approval } = await post<{ approval: string }>(hubAddress, 'api/v1/approvals', { ...by, deskToken })
  return approval
}

/** A hub that does not answer for this long is away. */
const PATIENCE_MS = 8_000

function post<Answer>(hubAddress: string, path: string, body: object, outlivesPage = false): Promise<Answer> {
  return call(hubAddress, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: outlivesPage,
  })
}

interface SaidError {
  code?: string
  message?: string
  details?: { problem?: string }
}

/** Sends a request to the hub and reads its answer. */
export async function call<Answer>(hubAddress: string, path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(new URL(path, hubAddress), {
    ...init,
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (response.ok) return (await response.json()) as Answer
  const { error } = (await response.json().catch(() => ({}))) as { error?: SaidError }
  throw new ApiError(response.status, error?.code ?? '', error?.message ?? '', error?.details?.problem)
}
