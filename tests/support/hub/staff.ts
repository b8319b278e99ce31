import { openDesk } from '../client/desk.ts'
import type { TestHub } from './hub.ts'

/** An answer over HTTP, its body loosely typed. */
export interface Answer {
  status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

/** A password that is good enough. */
export const PASSWORD = 'four words make one'

/** Sends a body as anybody could, or with a token, and with the credential of the desk that it was made for. */
export async function post(
  hub: Pick<TestHub, 'http'>,
  path: string,
  body: object,
  token?: string,
  deskToken?: string,
): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(deskToken !== undefined && { 'desk-token': deskToken }),
  }
  const response = await fetch(new URL(path, hub.http), {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

export function signIn(hub: Pick<TestHub, 'http'>, asked: object): Promise<Answer> {
  return post(hub, 'api/v1/token', asked)
}

/** Makes an account as the command line on the hub's machine. */
export async function addStaff(
  hub: Pick<TestHub, 'fetch'>,
  account: { username: string; role?: string; password?: string },
): Promise<{ id: string }> {
  const asked = { full_name: account.username, role: 'receptionist', password: PASSWORD, ...account }
  const response = await hub.fetch('api/v1/staff', jsonOf(asked))
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { id: string }
}

export function changeStaff(hub: Pick<TestHub, 'fetch'>, id: string, change: object): Promise<Response> {
  return hub.fetch(`api/v1/staff/${id}`, jsonOf(change))
}

/** A gym with a manager, and one more account that has signed in. */
export async function startsWithManager(hub: TestHub, role: string) {
  await addStaff(hub, { username: 'boss', role: 'manager' })
  const account = await addStaff(hub, { username: 'anna', role })
  const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
  const { access, refresh, deskToken } = body as Record<'access' | 'refresh' | 'deskToken', string>
  /** A socket on which they sign in at their desk. */
  const openTheirs = (at: TestHub, token = access) =>
    openDesk({ ...at, token: () => Promise.resolve(token) }, { authenticate: { deskToken } })
  return { account, access, refresh, deskToken, openTheirs }
}

function jsonOf(body: object): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}
