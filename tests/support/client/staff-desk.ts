import { openSocket, type TestDesk } from './desk.ts'
import type { TestHub } from '../hub/hub.ts'
import { PASSWORD, signIn, type Answer } from '../hub/staff.ts'

/** A desk of ours at which somebody with an account has signed in, and what it asks over HTTP. */
export interface StaffDesk {
  desk: TestDesk
  deskId: string
  deskToken: string
  get: (path: string) => Promise<Answer>
  put: (path: string, body?: object) => Promise<Answer>
  post: (path: string, body?: object) => Promise<Answer>
}

export async function openStaffDesk(hub: TestHub, username: string, deskName: string): Promise<StaffDesk> {
  const { body } = await signIn(hub, { username, password: PASSWORD, deskName })
  const { access, deskToken } = body as { access: string; deskToken: string }
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
  const { payload } = await desk.next('authentication_success')
  const ask = async (method: string, path: string, sent?: object): Promise<Answer> => {
    const headers = {
      ...{ authorization: `Bearer ${access}`, 'desk-token': deskToken },
      ...(sent && { 'content-type': 'application/json' }),
    }
    const response = await fetch(new URL(path, hub.http), {
      ...{ method, headers },
      ...(sent && { body: JSON.stringify(sent) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return {
    ...{ desk, deskToken, deskId: (payload as { deskId: string }).deskId },
    get: (path) => ask('GET', path),
    put: (path, sent) => ask('PUT', path, sent),
    post: (path, sent) => ask('POST', path, sent),
  }
}
