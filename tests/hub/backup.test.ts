import Sqlite from 'better-sqlite3'
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand, startCommand } from '../support/command-line.ts'
import { openDesk } from '../support/desk.ts'
import { fingerprint } from '../support/files.ts'
import { addMember, startHub, startHubProcess } from '../support/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('hub backup', () => {
  it('writes a whole copy beside a running hub and without one, for this user only', async () => {
    const running = await startHubProcess(['--port', '0', '--demo', '50'])
    const folder = temporaryFolder()
    const beside = join(folder, 'beside.sqlite')
    const alone = join(folder, 'alone.sqlite')
    const first = await runCommand(['backup', beside, '--data', running.folder])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(/^\/.*beside\.sqlite: \d+\.\d MiB, 50 members, seq \d+\n$/)
    await running.stop('SIGTERM')
    expect((await runCommand(['backup', alone, '--data', running.folder])).code).toBe(0)

    expect(fingerprint(alone)).toBe(fingerprint(beside))
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    const manifest = JSON.parse(readFileSync(`${beside}.json`, 'utf8')) as Record<string, unknown>
    expect(manifest).toMatchObject({
      sha256: fingerprint(beside),
      counts: { members: 50 },
      bytes: statSync(beside).size,
    })
    expect(readdirSync(folder)).toHaveLength(4)
  })

  it('replaces an older backup, and no other file', async () => {
    const hub = await startHub({ demo: '20' })
    const folder = temporaryFolder()
    const target = join(folder, 'latest.sqlite')
    const backUp = (file: string) => runCommand(['backup', file, '--data', hub.folder])
    expect((await backUp(target)).code).toBe(0)
    const before = fingerprint(target)
    await addMember(hub)
    expect((await backUp(target)).out).toContain('21 members')
    expect(fingerprint(target)).not.toBe(before)

    writeFileSync(join(folder, 'letter.txt'), 'Dear Sofia')
    const refused: [string, string][] = [
      [join(folder, 'letter.txt'), 'is there and is not a backup'],
      [folder, 'is a folder'],
      [join(folder, 'nowhere', 'x.sqlite'), 'There is no folder'],
      [join(folder, 'letter.txt', 'x.sqlite'), 'There is no folder'],
      [join(hub.folder, 'frontdesk.sqlite'), 'This is the database itself'],
      [join(hub.folder, 'frontdesk.sqlite-wal'), 'This is the database itself'],
      [join(hub.folder, 'hub.lock'), 'is there and is not a backup'],
    ]
    for (const [file, sentence] of refused) {
      const ran = await backUp(file)
      expect(ran.err).toContain(sentence)
      expect(ran).toMatchObject({ code: 2, out: '' })
    }
    expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('Dear Sofia')
    expect((await (await openDesk(hub)).ask('snapshot')).type).toBe('snapshot')
  })

  it('is for the command line on the hub’s machine only, not for a manager', async () => {
    const hub = await startHub()
    const authorization = `Bearer ${await hub.token('manager')}`
    const headers = { authorization, 'content-type': 'application/json' }
    const body = JSON.stringify({ file: join(temporaryFolder(), 'x.sqlite') })
    expect((await fetch(`${hub.http}api/v1/backup`, { method: 'POST', headers, body })).status).toBe(403)
    expect((await fetch(`${hub.http}api/v1/check`, { headers: { authorization } })).status).toBe(403)
    expect(
      (
        await hub.fetch('api/v1/backup', {
          method: 'POST',
          body: '{"file":"x.sqlite"}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400)
  })

  it('leaves every scan answered while backups are taken one after the other', async () => {
    const running = await startHubProcess(['--port', '0', '--demo', '5000', '--limit', 'framesPerSecond=0'])
    const desk = await openDesk(running)
    const target = join(temporaryFolder(), 'under-load.sqlite')
    const slowestMs: number[] = []
    let seq = 0
    const load = { isOver: false }
    const scanning = (async () => {
      for (let number = 1; !load.isOver; number += 1) {
        const startedAt = Date.now()
        const { payload } = await desk.ask('scan', { code: `DEMO-${String(number).padStart(5, '0')}` })
        slowestMs.push(Date.now() - startedAt)
        seq = payload.seq ?? seq
      }
    })()
    let last = 0
    for (let round = 0; round < 3; round += 1) {
      const ran = await runCommand(['backup', target, '--data', running.folder])
      expect(ran.code).toBe(0)
      last = Number(/seq (\d+)/.exec(ran.out)?.[1])
    }
    load.isOver = true
    await scanning
    expect(Math.max(...slowestMs)).toBeLessThan(5_000)
    const copy = new Sqlite(target, { readonly: true })
    const events = copy.prepare('select count(*) as count, max(seq) as last from events').get()
    copy.close()
    expect(events).toEqual({ count: last, last })
    expect((await runCommand(['check', '--data', running.folder])).out).toContain('All is well')
    expect((await desk.ask('snapshot')).payload.seq).toBeGreaterThanOrEqual(last)
  })

  it('that is killed half way leaves nothing behind at the next start', async () => {
    const running = await startHubProcess(['--port', '0', '--demo', '20000'])
    const folder = temporaryFolder()
    const target = join(folder, 'killed.sqlite')
    writeFileSync(join(folder, 'mine.partial'), 'not yours')
    const command = startCommand(['backup', target, '--data', running.folder])
    await expect.poll(() => existsSync(`${target}.partial`), { interval: 1 }).toBe(true)
    await running.stop('SIGKILL')
    expect((await command.ended).code).toBe(2)
    expect(existsSync(target)).toBe(false)
    expect(existsSync(`${target}.partial`)).toBe(true)
    await startHubProcess(['--port', '0'], running.folder)
    expect(readdirSync(folder)).toEqual(['mine.partial'])
  })

  it('is given up in order when the hub is told to stop', async () => {
    const running = await startHubProcess(['--port', '0', '--demo', '20000'])
    const folder = temporaryFolder()
    const command = startCommand(['backup', join(folder, 'x.sqlite'), '--data', running.folder])
    await expect.poll(() => readdirSync(folder), { interval: 1 }).not.toHaveLength(0)
    expect(await running.stop('SIGTERM')).toBe(0)
    const { code } = await command.ended
    const expected = code === 0 ? ['x.sqlite', 'x.sqlite.json'] : []
    expect(readdirSync(folder)).toEqual(expected)
  })

  it.skipIf(process.getuid?.() === 0)(
    'says so where the folder cannot be written (root may write anywhere)',
    async () => {
      const hub = await startHub()
      const folder = temporaryFolder()
      chmodSync(folder, 0o500)
      const ran = await runCommand(['backup', join(folder, 'x.sqlite'), '--data', hub.folder])
      expect(ran).toMatchObject({ code: 2, err: `The folder ${folder} cannot be written.\n` })
    },
  )

  it('without data says so', async () => {
    const folder = temporaryFolder()
    const ran = await runCommand(['backup', join(folder, 'x.sqlite'), '--data', folder])
    expect(ran).toMatchObject({ code: 2, err: `There are no data in ${folder}.\n` })
  })
})

describe('hub check', () => {
  /** A change that no hub makes, and what the check says to it. */
  const TAMPERINGS: [string, RegExp][] = [
    ['update hub_state set occupancy = occupancy + 1', /^who is inside: \d+ is stored, \d+ visits are open$/],
    ['delete from events where seq = 7', /^the history: event 7 is missing between 1 and \d+$/],
    ['update hub_state set seq = seq + 3', /^the history: the last event is \d+, stored is \d+$/],
    [
      `insert into day_stats values (date('now'), 99, 0, 0) on conflict do update set check_ins = 99`,
      /^today’s counts: checkIns of .* is stored as 99, the visits give \d+$/,
    ],
    [
      `delete from members where id = (select member_id from visits limit 1)`,
      /^references: \d+ rows of \w+ refer to members that are not there$/,
    ],
    ['update hub_state set audit_seq = 5', /^the audit log: The audit log ends at row \d+, not at 5\.$/],
  ]

  it.each(TAMPERINGS)('finds what %s did, beside a running hub', async (statement, sentence) => {
    const hub = await startHub(
      { demo: '50' },
      { now: () => Date.parse(new Date().toISOString().slice(0, 11) + '12:00:00Z') },
    )
    expect(await (await hub.fetch('api/v1/check')).json()).toMatchObject({ findings: [], members: 50 })
    const file = new Sqlite(join(hub.folder, 'frontdesk.sqlite'))
    file.pragma('foreign_keys = OFF')
    file.exec(statement)
    file.close()
    const ran = await runCommand(['check', '--data', hub.folder])
    expect(ran.code).toBe(1)
    const lines = ran.out.trim().split('\n')
    expect(lines.filter((line) => sentence.test(line))).not.toEqual([])
  })

  it('finds damaged pages of a stopped hub’s file', async () => {
    const hub = await startHub({ demo: '300' })
    await hub.close()
    const file = join(hub.folder, 'frontdesk.sqlite')
    expect(await runCommand(['check', '--data', hub.folder])).toMatchObject({ code: 0 })
    for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
    const bytes = readFileSync(file)
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 8192)
    writeFileSync(file, bytes)
    const ran = await runCommand(['check', '--data', hub.folder])
    expect(ran.code).toBe(1)
    expect(ran.out).not.toBe('')
  })
})
