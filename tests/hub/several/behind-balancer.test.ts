import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { findHaproxy, startBalancer, type Balancer } from '../../support/balancer/haproxy.ts'
import { openSocket, type TestDesk } from '../../support/client/desk.ts'
import { runScript } from '../../support/hub/command-line.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { addStaff, PASSWORD } from '../../support/hub/staff.ts'
import { isServerThere } from '../../support/postgres/databases.ts'

const haproxy = findHaproxy()

const HUBS = 3

async function openBehindBalancer(given: object = {}): Promise<{ hubs: TestHub[]; balancer: Balancer }> {
  const hubs = await openHubs(HUBS, { 'behind-proxy': ['127.0.0.0/8'], ...given })
  const ports = hubs.map(({ http }) => Number(new URL(http).port))
  const balancer = await startBalancer(haproxy ?? '', ports)
  for (const at of ports.keys()) await expect.poll(() => balancer.statusOf(at)).toBe('UP')
  return { hubs, balancer }
}

/** Asks over TLS, as AV Gym's client asks its backend. */
async function ask(
  { http, certificate }: Balancer,
  path: string,
  { token, body }: { token?: string; body?: object } = {},
): Promise<Record<string, unknown>> {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body && { 'content-type': 'application/json' }),
  }
  const sent = request(new URL(path, http), { method: body ? 'POST' : 'GET', headers, ca: certificate })
  const answer = new Promise<string>((resolve, reject) => {
    sent.once('response', (response) => void text(response).then(resolve, reject)).once('error', reject)
  })
  sent.end(body && JSON.stringify(body))
  return JSON.parse(await answer) as Record<string, unknown>
}

describe.skipIf(!isServerThere() || haproxy === null)('three hubs behind a balancer', () => {
  it('keep to the document that AV Gym’s clients are written by', async () => {
    const { hubs, balancer } = await openBehindBalancer({ demo: '30' })
    const args = ['--url', balancer.ws, '--token', await hubs[0]!.token()]
    const ran = await runScript('scripts/verify.ts', args, { NODE_EXTRA_CA_CERTS: balancer.certificateFile })
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('16 of 16 hold.') as string })
  })

  it('are one backend to AV Gym’s clients: a sign-in, lists, and what each does at all of them', async () => {
    const { hubs, balancer } = await openBehindBalancer()
    await addStaff(hubs[0]!, { username: 'anna', role: 'receptionist', password: PASSWORD })
    const member = await addMember(hubs[1]!)
    const { access } = await ask(balancer, 'api/auth/token/', {
      body: { username: 'anna', password: PASSWORD },
    })
    const token = String(access)
    const clients: TestDesk[] = []
    for (let opened = 0; opened < HUBS; opened += 1) {
      const client = await openSocket(`${balancer.ws}?token=${token}`, { ca: balancer.certificate })
      await client.next('initial_stats')
      clients.push(client)
    }
    const [first] = clients
    first?.send({ type: 'check_in', payload: { memberId: member.id, location: 'Main Gym' } })
    const { payload } = await first!.next('check_in_success')
    for (const client of clients) expect((await client.next('member_checked_in')).payload.id).toBe(payload.id)
    for (let asked = 0; asked < HUBS; asked += 1) {
      const listed = await ask(balancer, 'api/checkins/?page_size=1', { token })
      expect(listed).toMatchObject({ count: 1, results: [{ id: payload.id }] })
    }
    await addMember(hubs[2]!)
    const { next } = await ask(balancer, 'api/members/?page_size=1', { token })
    expect(String(next)).toContain(balancer.http)
    expect(await ask(balancer, String(next), { token })).toMatchObject({ count: 2, next: null })
  })
})
