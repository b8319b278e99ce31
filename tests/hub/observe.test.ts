import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { RequestTrace } from '../../server/trace.ts'
import { openDesk, openSocket } from '../support/desk.ts'
import { addMember, startHub, startHubProcess, type TestHub } from '../support/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const CLI = resolve('server/cli.ts')

/** Runs one command of the hub to its end. */
function command(args: readonly string[], cwd = process.cwd()) {
  const ran = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', cwd })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

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
      'channel_published_total 2',
      'channel_delivered_total 2',
      'ready 1',
    ]) {
      expect(text).toContain(`frontdesk_${line}\n`)
    }
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
})

describe('/readyz', () => {
  it('says within 5 s that the clock of the machine jumped', async () => {
    let jumpMs = 0
    const hub = await startHub({}, { now: () => Date.now() + jumpMs })
    const ready = async () => (await (await hub.fetch('readyz')).json()) as object
    expect(await ready()).toMatchObject({ ready: true, troubles: [] })
    jumpMs = -3_600_000
    const troubles = [{ code: 'clock_suspect', sentence: expect.stringContaining('back') as string }]
    await expect.poll(ready).toMatchObject({ ready: false, troubles })
    expect(await metricsOf(hub)).toContain('frontdesk_ready 0\n')
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
    expect(first?.told?.sessions).toBe(2)
    const steps = [0, first?.startedMs, first?.committedMs, first?.answeredMs, first?.told?.ms]
    expect(steps).toEqual([...steps].sort((left, right) => (left ?? NaN) - (right ?? NaN)))
    expect(again).toMatchObject({ isRepeat: true, told: null })
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
    const running = await startHubProcess(['--port', '0'])
    const member = await addMember(running)
    const desk = await openDesk(running)
    const requestId = uuidv7()
    await desk.ask('scan', { code: member.card }, requestId)
    const trace = (...args: string[]) => command(['trace', requestId, '--data', running.folder, ...args])
    const told = trace()
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
    expect(JSON.parse(trace('--format', 'json').out)).toMatchObject({ deliveries: [{ type: 'scan' }] })
    const unknown = command(['trace', uuidv7(), '--data', running.folder])
    expect(unknown).toMatchObject({ code: 1, out: '' })
    expect(unknown.err).toContain('Nothing is known of request')
    await running.stop('SIGTERM')
    const recorded = trace()
    expect(recorded.out).toContain('from the database')
    expect(recorded.out).toMatch(/^Done .* remembered answer: scan$/m)
    expect(recorded.out + told.out).not.toMatch(new RegExp(`${member.full_name}|${member.card}`))
  })

  it('takes a profile into the current folder and says where the time went', async () => {
    const running = await startHubProcess(['--port', '0'])
    const folder = temporaryFolder()
    const ran = command(['profile', '--seconds', '1', '--data', running.folder], folder)
    expect(ran.code).toBe(0)
    const [file = ''] = readdirSync(folder)
    expect(ran.out).toContain(`Written to ${file}`)
    expect(ran.out).toContain('(idle)')
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object
    expect(profile).toMatchObject({
      nodes: expect.any(Array) as unknown,
      samples: expect.any(Array) as unknown,
    })
    for (const seconds of ['0', '61', 'x'])
      expect(command(['profile', '--seconds', seconds, '--data', running.folder]).code).toBe(2)
  })

  it('says so where no hub runs, and what it takes', () => {
    const folder = temporaryFolder()
    expect(command(['log-level', 'debug', '--data', folder])).toMatchObject({ code: 2, out: '' })
    expect(command(['profile', '--data', folder]).err).toContain('No hub is running')
    expect(command(['log-level', 'loud', '--data', folder]).err).toContain('Say which level')
    expect(command(['trace', 'x', '--data', folder]).err).toContain('Say which request')
  })
})

/** Text that must be seen nowhere, with what breaks lines and terminals. */
const CANARY = 'CANARY\r\n{"level":"info","msg":"forged"}\u001b[31mCANARY\u0000'

describe('nothing secret', () => {
  it('is in logs, metrics or traces at any level, and every log line is one of ours', async () => {
    const running = await startHubProcess(['--port', '0'])
    let stderr = ''
    running.process.stderr?.on('data', (text: string) => (stderr += text))
    expect(command(['log-level', 'trace', '--data', running.folder]).out).toContain('logs at trace until')
    const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`
    const member = await addMember(running, { full_name: quoted(CANARY), note: quoted(CANARY) })
    const desk = await openDesk(running, { authenticate: { deskName: CANARY } })
    const requestId = uuidv7()
    await desk.ask('scan', { code: 'CANARY-4711', location: CANARY }, requestId)
    await desk.ask('scan', { code: member.card, override: { reason: CANARY } })
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
    const trace = command(['trace', requestId, '--data', running.folder, '--format', 'json']).out
    const metrics = await metricsOf(running)
    expect(await running.stop('SIGTERM')).toBe(0)
    const file = readFileSync(join(running.folder, 'logs', 'hub.log'), 'utf8')
    await expect.poll(() => stderr).toContain(file.trim().split('\n').at(-1))
    for (const text of [file, stderr, trace, metrics]) {
      expect(text).not.toContain('CANARY')
      expect(text).not.toContain('\u001b')
    }
    const lines = file
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string; requestId?: string })
    expect(lines.some(({ msg }) => msg === 'forged')).toBe(false)
    const steps = lines.filter((line) => line.requestId === requestId).map(({ msg }) => msg)
    expect(steps).toEqual(['received', 'started', 'committed', 'answered'])
  })

  it('is in a log file that others may read; with --no-log-file there is none', async () => {
    const running = await startHubProcess(['--port', '0'])
    expect(statSync(join(running.folder, 'logs')).mode & 0o777).toBe(0o700)
    expect(statSync(join(running.folder, 'logs', 'hub.log')).mode & 0o777).toBe(0o600)
    const without = await startHubProcess(['--port', '0', '--no-log-file'])
    expect(existsSync(join(without.folder, 'logs'))).toBe(false)
  })
})
