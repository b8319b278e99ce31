import { openSocket, type TestDesk } from './desk.ts'
import type { TestHub } from '../hub/hub.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** A desk with a credential of its own, whose times count: signed in by a code, past its `initial_stats`. */
export async function openOwnDesk(hub: TestHub, deskName = 'Desk 1'): Promise<TestDesk> {
  const asked = { method: 'POST', headers: JSON_TYPE, body: '{"role":"receptionist"}' }
  const { code } = (await (await hub.fetch('api/v1/links', asked)).json()) as { code: string }
  const body = JSON.stringify({ code, deskName })
  const response = await fetch(new URL('api/v1/token', hub.http), {
    ...{ method: 'POST', headers: JSON_TYPE, body },
  })
  const { access, deskToken } = (await response.json()) as { access: string; deskToken: string }
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
  await desk.next('initial_stats')
  return desk
}
