import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../../../server/platform/clock.ts'
import { openSocket, type TestDesk } from '../client/desk.ts'
import { never } from './held-time.ts'
import { startHub, type TestHub } from './hub.ts'
import { addStaff, PASSWORD, post, signIn } from './staff.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A hub with settings of its own, the clock in the test's hand, and people with accounts. */
export interface Gym {
  hub: TestHub
  setClock: (at: string) => void
  /** A desk of ours at which this person signs in now: tokens go by the hub's clock. */
  desk: (username: string, deskName?: string) => Promise<TestDesk>
  /** A request over HTTP as this person, who signs in for it. */
  ask: (username: string, path: string, body?: object) => Promise<Response>
  /** A manager's leave to override at the desk of the last one who signed in there. */
  approval: (username: string) => Promise<string>
}

/** `every` is what has the hub do what it does at intervals; where it is left out, the hub does nothing by itself. */
export async function startGym(
  settings: object,
  at: string,
  people: Record<string, string>,
  every: Environment['every'] = never,
): Promise<Gym> {
  let now = Date.parse(at)
  let deskToken = ''
  const data = temporaryFolder()
  writeFileSync(join(data, 'settings.json'), JSON.stringify(settings))
  const hub = await startHub({ data }, { now: () => now, every }, {})
  for (const [username, role] of Object.entries(people)) await addStaff(hub, { username, role })
  const tokenOf = async (username: string, deskName: string): Promise<string> => {
    const { body } = await signIn(hub, { username, password: PASSWORD, deskName })
    const signed = body as { access: string; deskToken: string }
    deskToken = signed.deskToken
    return signed.access
  }
  return {
    hub,
    setClock: (to) => (now = Date.parse(to)),
    async desk(username, deskName = 'Desk 1') {
      const token = await tokenOf(username, deskName)
      const desk = await openSocket(hub.ws)
      desk.send({ type: 'authenticate', payload: { token, deskToken } })
      await desk.next('initial_stats')
      return desk
    },
    async ask(username, path, body) {
      const authorization = `Bearer ${await tokenOf(username, 'Office')}`
      const init = body && { method: 'POST', body: JSON.stringify(body) }
      const type = body && { 'content-type': 'application/json' }
      const headers = { authorization, 'desk-token': deskToken, ...type }
      return fetch(new URL(path, hub.http), { ...init, headers })
    },
    async approval(username) {
      const { body } = await post(hub, 'api/v1/approvals', { username, password: PASSWORD, deskToken })
      return (body as { approval: string }).approval
    },
  }
}
