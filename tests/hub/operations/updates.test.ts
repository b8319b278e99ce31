import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A hub at some time of its day, with these settings. */
async function hubAt(time: string, updates: object = {}): Promise<TestHub> {
  const now = Date.parse(`2026-11-26T${time}:00Z`)
  return startHub({ data: folderWith(updates) }, { now: () => now, every: never })
}

function folderWith(updates: object): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ timeZone: 'UTC', updates }))
  return folder
}

const planOf = async (hub: TestHub): Promise<unknown> =>
  (await fetch(new URL('api/v1/updates', hub.http))).json()

describe('files that are sent slowly', () => {
  const [A_DESK, A_STRANGER] = ['198.51.100.1', '198.51.100.2']

  /** Far more than waits in the system's own buffers; a file with a hole in it, which takes no room. */
  const INSTALLER_BYTES = 256 * 1024 * 1024

  it('to eight strangers who do not read leave the desks theirs', async () => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'] })
    const installer = join(hub.folder, 'updates', 'frontdesk.exe')
    writeFileSync(installer, '')
    truncateSync(installer, INSTALLER_BYTES)
    const download = (from: string): Promise<Response> =>
      fetch(new URL('updates/frontdesk.exe', hub.http), { headers: { 'x-forwarded-for': from } })
    const desk = await openSocket(hub.ws, { headers: { 'x-forwarded-for': A_DESK } })
    desk.send({ type: 'authenticate', payload: { token: await hub.token() } })
    await desk.next('initial_stats')
    const going: Response[] = []
    for (let count = 0; count < 8; count += 1) going.push(await download(A_STRANGER))
    expect(going.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect((await download(A_STRANGER)).status).toBe(429)
    going.push(await download(A_DESK))
    expect(going.at(-1)!.status).toBe(200)
    await going[0]!.body!.cancel()
    await expect.poll(async () => going[going.push(await download(A_STRANGER)) - 1]!.status).toBe(200)
    for (const { body } of going.slice(1)) await body?.cancel()
  })
})

describe('newer versions of the app', () => {
  it('are offered at night, and only where somebody has put one', async () => {
    const hub = await hubAt('03:30')
    expect(await planOf(hub)).toEqual({ address: null, mayInstall: true })
    writeFileSync(join(hub.folder, 'updates', 'latest.yml'), 'version: 2.0.0\n')
    expect(await planOf(hub)).toEqual({ address: 'updates/', mayInstall: true })
    expect(await planOf(await hubAt('12:00'))).toMatchObject({ mayInstall: false })
  })

  it('wait while a desk is at work', async () => {
    let now = Date.parse('2026-11-26T03:10:00Z')
    const hub = await startHub({ data: folderWith({}) }, { now: () => now, every: never })
    const { card } = await addMember(hub, { full_name: 'Ines' })
    now += 30 * 60_000
    const desk = await openDesk(hub)
    expect(await planOf(hub)).toMatchObject({ mayInstall: true })
    await desk.ask('scan', { code: card })
    now += 14 * 60_000
    expect(await planOf(hub)).toMatchObject({ mayInstall: false })
    now += 2 * 60_000
    expect(await planOf(hub)).toMatchObject({ mayInstall: true })
  })

  it('come from another address where the gym has set one', async () => {
    const hub = await hubAt('13:00', { address: 'https://updates.example/desk', from: '12:30', to: '14:00' })
    expect(await planOf(hub)).toEqual({ address: 'https://updates.example/desk/', mayInstall: true })
  })

  it('are served to whoever asks, and of the folder nothing else', async () => {
    const hub = await hubAt('12:00')
    const folder = join(hub.folder, 'updates')
    mkdirSync(join(folder, 'private'))
    writeFileSync(join(folder, 'latest.yml'), 'version: 2.0.0\n')
    writeFileSync(join(folder, 'members.csv'), 'secret')
    writeFileSync(join(folder, '.latest.yml'), 'secret')
    const get = (path: string) => fetch(new URL(`updates/${path}`, hub.http))
    expect(await (await get('latest.yml')).text()).toBe('version: 2.0.0\n')
    const part = await fetch(new URL('updates/latest.yml', hub.http), { headers: { range: 'bytes=0-6' } })
    expect([part.status, await part.text()]).toEqual([206, 'version'])
    const others = [
      '',
      'members.csv',
      '.latest.yml',
      'private/',
      '%2e%2e/frontdesk.sqlite',
      '..%2fhub.json',
      '..%5chub.json',
    ]
    for (const path of others) {
      const answer = await get(path)
      expect([403, 404], path).toContain(answer.status)
      expect(await answer.text()).not.toContain('secret')
    }
  })

  it('need an address and hours that can be meant', async () => {
    await expect(hubAt('12:00', { from: '3 o’clock' })).rejects.toThrow('updates.from')
    await expect(hubAt('12:00', { from: '03:00', to: '03:20' })).rejects.toThrow('updates')
    await expect(hubAt('12:00', { address: 'ftp://updates.example/' })).rejects.toThrow('updates.address')
  })
})
