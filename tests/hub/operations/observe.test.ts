import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { realEnvironment } from '../../../server/platform/clock.ts'
import type { RequestTrace } from '../../../server/hub/request-trace.ts'
import { readHubFile } from '../../../server/platform/data-folder.ts'
import { commandHere, startCommand } from '../../support/hub/command-line.ts'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { addMember, startHub, startHubProcess, type TestHub } from '../../support/hub/hub.ts'
import { HAS_STOP_SIGNALS } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const metricsOf = async (hub: Pick<TestHub, 'http'>) => (await fetch(new URL('metrics', hub.http))).text()

async function traceOf(hub: TestHub, requestId: string): Promise<RequestTrace> {
  const response = await hub.fetch(`api/v1/operations/${requestId}`)
  return ((await response.json()) as { trace: RequestTrace }).trace
}

const post = (hub: TestHub, path: string, body: object, headers: Record<string, string> = {}) =>
  hub.fetch(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('/metrics', () => {
  it('tell what a desk did, and nothing of what it sent', async () => {
    const hub = await startHub()
    const member = await addMember(hub)
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    await desk.ask('scan', { code: member.card }, requestId)
    await desk.ask('scan', { code: member.card }, requestId)
    await desk.ask('scan', { code: 'CANARY-4711' })
    await desk.ask('CANARY-4711', {})
    await desk.ask('check_out', { checkInId: uuidv7() })
    const refused = await openSocket(`${hub.ws}?token=CANARY-4711`)
    await refused.closed
    const text = await metricsOf(hub)
    for (const line of [
      'frames_received_total{type="scan"} 3',
      'frames_received_total{type="unknown"} 1',
      'errors_total{code="unknown_type"} 1',
      'errors_total{code="visit_not_found"} 1',
      'errors_total{code="authentication_failed"} 1',
      'decisions_total{verdict="granted",reason="ok_in"} 1',
      'decisions_total{verdict="denied",reason="unknown_credential"} 1',
      'sign_ins_total{way="token"} 1',
      'refused_sign_ins_total{way="token"} 1',
      'closed_total{code="4001"} 1',
      'acknowledgement_seconds_count 4',
      'connections{state="live"} 1',
      'seq 2',
      'occupancy 1',
      'channel_up 1',
      'ready 1',
    ]) {
      expect(text).toContain(`frontdesk_${line}\n`)
    }
    expect(text).toMatch(/frontdesk_channel_published_total [1-9]/)
    expect(text).toMatch(/frontdesk_channel_delivered_total [1-9]/)
    expect(text).toMatch(/frontdesk_disk_bytes\{what="database"\} [1-9]/)
    expect(text).not.toContain('CANARY')
    expect(text).not.toContain(member.full_name)
  })

  it('and the details of /readyz are for this machine and for managers', async () => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'] })
    const from = async (path: string, role?: 'receptionist' | 'manager') => {
      const headers = {
        'x-forwarded-for': '198.51.100.2',
        ...(role && { authorization: `Bearer ${await hub.token(role)}` }),
      }
      return fetch(new URL(path, hub.http), { headers })
    }
    expect((await from('metrics')).status).toBe(403)
    expect((await from('metrics', 'receptionist')).status).toBe(403)
    expect((await from('metrics', 'manager')).status).toBe(200)
    expect(await (await from('readyz')).json()).toEqual({ ready: true })
    expect(await (await from('readyz', 'manager')).json()).toMatchObject({ ready: true, warnings: [] })
    expect((await fetch(new URL('metrics', hub.http))).status).toBe(200)
  })

  it('are for Prometheus with a secret that is good for nothing else', async () => {
    const secret = 'm'.repeat(32)
    const env = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_METRICS_SECRET: secret }
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'] }, {}, env)
    const statusOf = async (path: string, token: string, method = 'GET') => {
      const headers = { 'x-forwarded-for': '198.51.100.2', authorization: `Bearer ${token}` }
      return (await fetch(new URL(path, hub.http), { method, headers })).status
    }
    expect(await statusOf('metrics', secret)).toBe(200)
    expect(await statusOf('metrics', 'n'.repeat(32))).toBe(403)
    expect(await statusOf('api/v1/log-level', secret, 'POST')).toBe(401)
    expect(await statusOf('api/v1/diagnostics', secret)).toBe(401)
    expect(await statusOf('metrics', await hub.token('manager'))).toBe(200)
  })
})

describe('/readyz', () => {
  it('says at the next look that the clock of the machine jumped, for five minutes', async () => {
    let [jumpMs, passedMs] = [0, 0]
    const looks: (() => void)[] = []
    const every = (ms: number, callback: () => void) => {
      if (ms === 1_000) looks.push(callback)
      return () => undefined
    }
    const lookAfter = (ms: number): void => {
      passedMs += ms
      for (const look of looks) look()
    }
    const startedAt = Date.now()
    const now = () => startedAt + passedMs + jumpMs
    const hub = await startHub({}, { now, steadyNow: () => passedMs, every })
    const ready = async () => (await (await hub.fetch('readyz')).json()) as object
    lookAfter(1_000)
    expect(await ready()).toMatchObject({ ready: true, troubles: [] })
    jumpMs = -3_600_000
    lookAfter(1_000)
    const sentence = expect.stringContaining('went 3600 s back') as string
    const troubles = [{ code: 'clock_suspect', sentence }]
    expect(await ready()).toMatchObject({ ready: false, troubles })
    expect(await metricsOf(hub)).toContain('frontdesk_ready 0\n')
    for (let second = 0; second < 300; second += 1) lookAfter(1_000)
    expect(await ready()).toMatchObject({ ready: false, troubles })
    lookAfter(1_000)
    expect(await ready()).toMatchObject({ ready: true, troubles: [] })
  })
})

describe('tracing a request', () => {
  it('tells its whole life, and each time that it came again', async () => {
    const hub = await startHub()
    const member = await addMember(hub)
    const desk = await openDesk(hub)
    await openDesk(hub)
    const requestId = uuidv7()
    const { payload } = await desk.ask('check_in', { memberId: member.id }, requestId)
    await desk.ask('check_in', { memberId: member.id }, requestId.toUpperCase())
    await desk.ask('check_out', { checkInId: payload.id })
    const trace = await traceOf(hub, requestId)
    const [first, again] = trace.deliveries
    expect(trace.deliveries).toHaveLength(2)
    expect(first).toMatchObject({
      type: 'check_in',
      seq: 1,
      verdict: 'granted',
      reason: 'ok_in',
      isRepeat: false,
    })
    expect(first?.notified?.sessions).toBe(2)
    const steps = [0, first?.startedMs, first?.committedMs, first?.answeredMs, first?.notified?.ms]
    expect(steps).toEqual([...steps].sort((left, right) => (left ?? NaN) - (right ?? NaN)))
    expect(again).toMatchObject({ isRepeat: true, notified: null })
    expect(trace.recorded).toMatchObject({
      answer: { kind: 'visit', type: 'check_in_success' },
      event: { seq: 1, type: 'member_checked_in', deskId: first?.desk },
      visit: { id: payload.id, closedBy: 'person' },
    })
    expect(JSON.stringify(trace)).not.toContain(member.full_name)
  })

  it('knows what was refused before it was begun, and says nothing of what it never saw', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    await desk.ask('CANARY', {}, requestId)
    const trace = await traceOf(hub, requestId)
    expect(trace).toMatchObject({ deliveries: [{ type: 'unknown', code: 'unknown_type' }], recorded: null })
    expect(await traceOf(hub, uuidv7())).toBeNull()
  })

  it('is the command line’s', async () => {
    const hub = await startHub()
    const headers = { authorization: `Bearer ${await hub.token('manager')}` }
    expect((await hub.fetch(`api/v1/operations/${uuidv7()}`, { headers })).status).toBe(403)
    expect((await post(hub, 'api/v1/log-level', { level: 'debug' }, headers)).status).toBe(403)
    expect((await post(hub, 'api/v1/profile', { seconds: 1 }, headers)).status).toBe(403)
  })
})

describe('a switched log level', () => {
  it('goes back by itself after an hour, and the last switch counts', async () => {
    const timers: { callback: () => void; ms: number }[] = []
    const setTimeout = (callback: () => void, ms: number) => timers.push({ callback, ms })
    const hub = await startHub({}, { setTimeout })
    const switchTo = async (level: string) =>
      (await (await post(hub, 'api/v1/log-level', { level })).json()) as object
    expect(await switchTo('debug')).toMatchObject({ level: 'debug', normal: 'silent' })
    expect(await switchTo('error')).toMatchObject({ level: 'error', normal: 'silent' })
    const ends = timers.filter(({ ms }) => ms === 3_600_000)
    expect(ends).toHaveLength(2)
    ends[0]?.callback()
    expect(hub.log.level).toBe('error')
    ends[1]?.callback()
    expect(hub.log.level).toBe('silent')
    expect(await switchTo('silent')).toMatchObject({ until: null })
    expect((await post(hub, 'api/v1/log-level', { level: 'loud' })).status).toBe(400)
  })
})

describe('the command line beside a hub', () => {
  it('traces, with the hub and without it; an unknown id exits 1', async () => {
    const hub = await startHub()
    const member = await addMember(hub)
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    await desk.ask('scan', { code: member.card }, requestId)
    const trace = (...args: string[]) => commandHere(['trace', requestId, '--data', hub.folder, ...args])
    const told = await trace()
    expect(told).toMatchObject({ code: 0, err: '' })
    for (const step of [
      'Received',
      'started',
      'committed: granted, ok_in as event',
      'answered',
      'told to 1 sessions',
    ])
      expect(told.out).toContain(step)
    expect(told.out).toMatch(/^Event \d+: member_checked_in/m)
    expect(told.out).toMatch(/^Visit .*not ended$/m)
    const asJson = (await trace('--format', 'json')).out
    expect(JSON.parse(asJson)).toMatchObject({ deliveries: [{ type: 'scan' }] })
    const unknown = await commandHere(['trace', uuidv7(), '--data', hub.folder])
    expect(unknown).toMatchObject({ code: 1, out: '' })
    expect(unknown.err).toContain('Nothing is known of request')
    await hub.close()
    const recorded = await trace()
    expect(recorded.out).toContain('from the database')
    expect(recorded.out).toMatch(/^Done .* remembered answer: scan$/m)
    expect(recorded.out + told.out).not.toMatch(new RegExp(`${member.full_name}|${member.card}`))
  })

  it('takes a profile into the current folder and says where the time went', async () => {
    // The hub takes its profile for a fraction of what it was asked for.
    const setTimeout = (callback: () => void, ms: number) =>
      realEnvironment.setTimeout(callback, ms === 60_000 ? 50 : ms)
    const hub = await startHub({}, { setTimeout })
    const folder = temporaryFolder()
    const ran = await startCommand(['profile', '--seconds', '60', '--data', hub.folder], folder).ended
    expect(ran).toMatchObject({ code: 0, err: '' })
    const [file = ''] = readdirSync(folder)
    expect(ran.out).toContain(`Written to ${file}`)
    // What a hub does in 50 ms is the machine's to say; that it is told by function is ours.
    expect(ran.out).toMatch(/^ +\d+\.\d {2}\S/m)
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object
    expect(profile).toMatchObject({
      nodes: expect.any(Array) as unknown,
      samples: expect.any(Array) as unknown,
    })
    for (const seconds of ['0', '61', 'x'])
      expect((await commandHere(['profile', '--seconds', seconds, '--data', hub.folder])).code).toBe(2)
  })

  it('says so where no hub runs, and what it takes', async () => {
    const folder = temporaryFolder()
    const at = (...args: string[]) => commandHere([...args, '--data', folder])
    expect(await at('log-level', 'debug')).toMatchObject({ code: 2, out: '' })
    expect((await at('profile')).err).toContain('No hub is running')
    expect((await at('log-level', 'loud')).err).toContain('Say which level')
    expect((await at('trace', 'x')).err).toContain('Say which request')
  })
})

/** Text that must be seen nowhere, with what breaks lines and terminals. */
const CANARY = 'CANARY\r\n{"level":"info","msg":"forged"}\u001b[31mCANARY'

describe('nothing secret', () => {
  it.skipIf(!HAS_STOP_SIGNALS)(
    'is in logs, metrics or traces at any level, and every log line is one of ours',
    async () => {
      const running = await startHubProcess(['--port', '0'])
      const switched = await commandHere(['log-level', 'trace', '--data', running.folder])
      expect(switched.out).toContain('logs at trace until')
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const member = await addMember(running, { full_name: quoted(CANARY), note: quoted(CANARY) })
      const token = await running.token()
      const signsIn = { ws: running.ws, token: () => Promise.resolve(token) }
      const desk = await openDesk(signsIn, { authenticate: { deskName: CANARY } })
      await openSocket(`${running.ws}?token=${token}`)
      const requestId = uuidv7()
      await desk.ask('scan', { code: 'CANARY-4711', location: CANARY }, requestId)
      await desk.ask('scan', { code: member.card, override: { reason: CANARY } })
      await desk.ask('scan', { code: 'CANARY-4711', location: `${CANARY}\u0000` })
      await desk.ask('check_in', { memberId: 'CANARY' })
      await desk.ask('request', { method: CANARY.slice(0, 40), params: { query: CANARY } })
      await desk.ask('request', { method: 'members.search', params: { query: 'CANARY' } })
      desk.send(CANARY)
      await desk.next('error')
      await (
        await openSocket(`${running.ws}?token=CANARY.CANARY.CANARY`)
      ).closed
      for (const path of ['api/v1/token', 'api/auth/token/', 'api/v1/token/refresh']) {
        const body = JSON.stringify({ username: CANARY, password: CANARY, code: CANARY, refresh: CANARY })
        await fetch(new URL(path, running.http), {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer CANARY' },
          body,
        })
      }
      for (const path of ['CANARY?token=CANARY', 'api/members/?search=CANARY', 'api/CANARY/'])
        await running.fetch(path)
      const trace = (await commandHere(['trace', requestId, '--data', running.folder, '--format', 'json']))
        .out
      const metrics = await metricsOf(running)
      const signature = readFileSync(join(running.folder, 'jwt-secret'), 'utf8')
      const secrets = [token, signature, readHubFile(running.folder).controlKey]
      expect(await running.stop('SIGTERM')).toBe(0)
      const file = readFileSync(join(running.folder, 'logs', 'hub.log'), 'utf8')
      await expect.poll(running.complaints).toContain(file.trim().split('\n').at(-1))
      for (const text of [file, running.complaints(), trace, metrics]) {
        expect(text).not.toContain('CANARY')
        for (const secret of secrets) expect(text).not.toContain(secret)
        expect(text).not.toContain('\u001b')
      }
      const lines = file
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { msg: string; requestId?: string })
      expect(lines.some(({ msg }) => msg === 'forged')).toBe(false)
      const steps = lines.filter((line) => line.requestId === requestId).map(({ msg }) => msg)
      expect(steps).toEqual(['received', 'started', 'committed', 'answered'])
    },
  )
})
