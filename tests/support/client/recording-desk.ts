import { PASSWORD, signIn } from '../hub/staff.ts'
import type { TestHub } from '../hub/hub.ts'
import { openSocket, type TestDesk } from './desk.ts'

/** What a desk keeps of a sign-in. */
export interface SignedInAt {
  access: string
  refresh: string
  signInId: string
  deskToken: string
  deskId: string
  deskName: string
}

/** Signs an account in, at the desk with this credential or at a new one. */
export async function signInAt(
  hub: Pick<TestHub, 'http'>,
  username: string,
  deskToken?: string,
): Promise<SignedInAt> {
  const { body } = await signIn(hub, { username, password: PASSWORD, ...(deskToken && { deskToken }) })
  return body as SignedInAt
}

/** A desk at which nobody is signed in: its credential alone speaks. */
export async function openUnattended(hub: Pick<TestHub, 'ws'>, deskToken: string): Promise<TestDesk> {
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { deskToken } })
  await desk.next('initial_stats')
  return desk
}

/** A desk, or a program without a credential, with the person who has signed in; past its `initial_stats`. */
export async function openAttended(
  hub: Pick<TestHub, 'ws'>,
  { access, deskToken }: Pick<SignedInAt, 'access'> & Partial<SignedInAt>,
): Promise<TestDesk> {
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: access, ...(deskToken && { deskToken }) } })
  await desk.next('initial_stats')
  return desk
}
