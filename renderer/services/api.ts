import type { ErrorCode, ErrorDetails } from '../../server/protocol/errors.ts'
import type { Role } from '../../server/protocol/roles.ts'
import { HubRefusal } from './hub-refusal.ts'

/** The hub's HTTP addresses that a desk uses before anybody is signed in. */

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
  /** The sign-in, to be named with all that is recorded under it. */
  signInId: string
  /** How long the access token is good: this machine's clock may be another than the hub's. */
  expiresInMs: number
  role: Role
  name: string
  /** Of the desk; absent after a PIN, which changes nothing of it. */
  deskToken?: string
  deskName?: string
}

export type RefreshedAnswer = Pick<SignedInAnswer, 'access' | 'refresh' | 'signInId' | 'expiresInMs'>

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

/** The desk says which one it is: a token whose answer was lost is good once more, but only there. */
export function refreshTokens(
  hubAddress: string,
  refresh: string,
  deskToken: string | null,
): Promise<RefreshedAnswer> {
  return post(hubAddress, 'api/v1/token/refresh', { refresh, ...(deskToken !== null && { deskToken }) })
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
  return fetchHub(hubAddress, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: outlivesPage,
  })
}

interface SaidError {
  code?: ErrorCode
  message?: string
  details?: ErrorDetails
}

/** Sends a request to the hub and reads its answer. Rejects with a HubRefusal; where no hub answers, with the browser's own error. */
export async function fetchHub<Answer>(
  hubAddress: string,
  path: string,
  init: RequestInit,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  return (await (await openAnswer(hubAddress, path, init, patienceMs)).json()) as Answer
}

/** The same for an answer that is read as it comes. */
export async function openAnswer(
  hubAddress: string,
  path: string,
  init: RequestInit,
  patienceMs: number,
): Promise<Response> {
  const patience = AbortSignal.timeout(patienceMs)
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience
  const response = await fetch(new URL(path, hubAddress), { ...init, signal })
  if (response.ok) return response
  // A proxy before the hub may refuse in words of its own.
  throw refusalOf(response.status, await response.json().catch(() => null))
}

function refusalOf(status: number, body: unknown): HubRefusal {
  const { code, message, details } = (body as { error?: SaidError } | null)?.error ?? {}
  return new HubRefusal(code ?? 'hub_unreachable', message ?? '', { details, status })
}
