import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkDatabase } from '../../../server/backup/checks.ts'
import { businessDayAt } from '../../../server/domain/business-day.ts'
import { commandHere, runCommand } from '../../support/hub/command-line.ts'
import { askDatabase, makeData, tamper } from '../../support/hub/data.ts'
import { openDesk } from '../../support/client/desk.ts'
import { fingerprint } from '../../support/hub/files.ts'
import { addMember, startHub, startHubProcess, type HubProcess } from '../../support/hub/hub.ts'
import { HAS_FILE_MODES, HAS_STOP_SIGNALS } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')

/** Members who come while a backup is held. */
const SCANS = 30

interface HeldBackup {
  hub: HubProcess
  folder: string
  target: string
  /** The hub's answer to the one who asked for the backup, or null where it ended without one. */
  answer: Promise<Response | null>
  letGo: () => void
}

/** A hub whose backup is written and read back, and waits before it gets its name. */
async function hubHeldInBackup(): Promise<HeldBackup> {
  const holdAt = join(temporaryFolder(), 'held')
  vi.stubEnv('HOLD_AT', holdAt)
  const holding = ['--import', new URL('../../support/hub/hold-at-rename.mjs', import.meta.url).href]
  const args = ['--port', '0', '--demo', '50', '--backup-folder', 'off', '--limit', 'framesPerSecond=0']
  const hub = await startHubProcess(args, temporaryFolder(), holding)
  vi.unstubAllEnvs()
  const folder = temporaryFolder()
  const target = join(folder, 'held.sqlite')
  const asked = { method: 'POST', body: JSON.stringify({ file: target }) }
  const headers = { 'content-type': 'application/json' }
  const answer = hub.fetch('api/v1/backup', { ...asked, headers }).catch(() => null)
  await expect.poll(() => existsSync(holdAt)).toBe(true)
  return { hub, folder, target, answer, letGo: () => rmSync(holdAt) }
}

describe('hub backup', () => {
  it.skipIf(!HAS_FILE_MODES)(
    'writes a whole copy beside a running hub and without one, for this user only',
    async () => {
      const running = await startHub({ demo: '50' })
      const folder = temporaryFolder()
      const beside = join(folder, 'beside.sqlite')
      const alone = join(folder, 'alone.sqlite')
      const first = await runCommand(['backup', beside, '--data', running.folder])
      expect(first).toMatchObject({ code: 0, err: '' })
      expect(first.out).toMatch(/^\/.*beside\.sqlite: \d+\.\d MiB, 50 members, seq \d+\n$/)
      await running.close()
      expect(await commandHere(['backup', alone, '--data', running.folder])).toMatchObject({ code: 0 })

      expect(fingerprint(alone)).toBe(fingerprint(beside))
      for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
      const manifest = JSON.parse(readFileSync(`${beside}.json`, 'utf8')) as Record<string, unknown>
      expect(manifest).toMatchObject({
        sha256: fingerprint(beside),
        counts: { members: 50 },
        bytes: statSync(beside).size,
      })
      expect(readdirSync(folder)).toHaveLength(4)
    },
  )

  it('replaces an older backup, and no other file', async () => {
    const hub = await startHub({ demo: '20' })
    const folder = temporaryFolder()
    const target = join(folder, 'latest.sqlite')
    const backUpTo = (file: string) => commandHere(['backup', file, '--data', hub.folder])
    expect((await backUpTo(target)).code).toBe(0)
    const before = fingerprint(target)
    await addMember(hub)
    expect((await backUpTo(target)).out).toContain('21 members')
    expect(fingerprint(target)).not.toBe(before)

    writeFileSync(join(folder, 'letter.txt'), 'Dear Sofia')
    const refused: [string, string][] = [
      [join(folder, 'letter.txt'), 'already exists and is not a backup'],
      [folder, 'is a folder'],
      [join(folder, 'nowhere', 'x.sqlite'), 'There is no folder'],
      [join(folder, 'letter.txt', 'x.sqlite'), 'There is no folder'],
      [join(hub.folder, 'frontdesk.sqlite'), 'This is the database itself'],
      [join(hub.folder, 'frontdesk.sqlite-wal'), 'This is the database itself'],
      [join(hub.folder, 'hub.lock'), 'already exists and is not a backup'],
    ]
    for (const [file, sentence] of refused) {
      const ran = await backUpTo(file)
      expect(ran.err).toContain(sentence)
      expect(ran).toMatchObject({ code: 2, out: '' })
    }
    expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('Dear Sofia')
    // Looking at the lock must not have freed the data folder for another process.
    const second = await runCommand(['restore', target, '--data', hub.folder])
    expect(second).toMatchObject({
      code: 2,
      err: expect.stringContaining('A hub or another restore has the data folder') as string,
    })
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

  it('leaves scans answered while one is taken, and holds what was before them', async () => {
    const held = await hubHeldInBackup()
    const desk = await openDesk(held.hub)
    for (let number = 1; number <= SCANS; number += 1) {
      const card = `DEMO-${String(number).padStart(5, '0')}`
      expect((await desk.ask('scan', { code: card })).type).toBe('scan_result')
    }
    held.letGo()
    const { seq: last } = (await (await held.answer)?.json()) as { seq: number }
    const events = askDatabase(held.target, 'select count(*) as count, max(seq) as last from events')
    expect(events).toEqual({ count: last, last })
    expect((await desk.ask('snapshot')).payload.seq).toBe(last + SCANS)
  })

  it('that is killed half way leaves nothing behind at the next start', async () => {
    const { hub, target, folder, answer } = await hubHeldInBackup()
    writeFileSync(join(folder, 'mine.partial'), 'not yours')
    await hub.stop('SIGKILL')
    expect(await answer).toBe(null)
    expect(existsSync(target)).toBe(false)
    expect(existsSync(`${target}.partial`)).toBe(true)
    await startHub({ data: hub.folder })
    expect(readdirSync(folder)).toEqual(['mine.partial'])
  })

  it.skipIf(!HAS_STOP_SIGNALS)('is given up in order when the hub is told to stop', async () => {
    const { hub, folder, answer } = await hubHeldInBackup()
    expect(await hub.stop('SIGTERM')).toBe(0)
    expect((await answer)?.ok).not.toBe(true)
    expect(readdirSync(folder)).toEqual([])
    expect(readdirSync(hub.folder)).not.toContain('backup-unfinished')
  })

  it.skipIf(process.getuid?.() === 0)(
    'says so where the folder cannot be written (root may write anywhere)',
    async () => {
      const hub = await startHub()
      const folder = temporaryFolder()
      chmodSync(folder, 0o500)
      const ran = await commandHere(['backup', join(folder, 'x.sqlite'), '--data', hub.folder])
      expect(ran).toMatchObject({ code: 2, err: `The folder ${folder} is not writable.\n` })
    },
  )

  it('without data says so', async () => {
    const folder = temporaryFolder()
    const ran = await commandHere(['backup', join(folder, 'x.sqlite'), '--data', folder])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(`There are no data in ${folder}, `)
  })
})

describe('hub check', () => {
  /** A change that no hub makes, and what the check says to it. */
  const TAMPERINGS: [string, RegExp][] = [
    ['update hub_state set occupancy = occupancy + 1', /^who is inside: \d+ is stored, \d+ visits are open$/],
    ['delete from events where seq = 7', /^the history: event 7 is missing between 1 and \d+$/],
    ['update hub_state set seq = seq + 3', /^the history: the last event is \d+, stored is \d+$/],
    [
      `insert into day_stats values ('2026-11-23', 99, 0, 0) on conflict do update set check_ins = 99`,
      /^today’s counts: checkIns of .* is stored as 99, the visits give \d+$/,
    ],
    [
      `delete from members where id = (select member_id from visits limit 1)`,
      /^references: \d+ rows of \w+ refer to members that are not there$/,
    ],
    ['update hub_state set audit_seq = 5', /^the audit log: The audit log ends at row \d+, not at 5\.$/],
  ]

  const made = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  beforeAll(() => makeData(made, 50, NOON))
  afterAll(() => rmSync(made, { recursive: true, force: true }))

  it.each(TAMPERINGS)('finds what %s did, and nothing before', async (statement, sentence) => {
    const data = temporaryFolder()
    cpSync(made, data, { recursive: true })
    const database = join(data, 'frontdesk.sqlite')
    const asked = { database, day: businessDayAt(NOON, { timeZone: 'UTC', cutOverHour: 0 }) }
    expect(await checkDatabase(asked)).toMatchObject({ findings: [], members: 50 })
    tamper(database, statement)
    const { findings } = await checkDatabase(asked)
    expect(findings.filter((finding) => sentence.test(finding))).not.toEqual([])
  })

  it('tells one line for each finding beside a running hub, and exits with 1', async () => {
    const hub = await startHub({ demo: '20' })
    expect(await commandHere(['check', '--data', hub.folder])).toMatchObject({ code: 0, err: '' })
    tamper(join(hub.folder, 'frontdesk.sqlite'), 'delete from events where seq = 7')
    const ran = await runCommand(['check', '--data', hub.folder])
    expect(ran).toMatchObject({ code: 1, err: '' })
    expect(ran.out).toMatch(/^the history: event 7 is missing between 1 and \d+\n$/)
  })

  it('finds damaged pages of a stopped hub’s file', async () => {
    const folder = temporaryFolder()
    const file = await makeData(folder, 300)
    expect(await commandHere(['check', '--data', folder])).toMatchObject({ code: 0 })
    for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
    const bytes = readFileSync(file)
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 8192)
    writeFileSync(file, bytes)
    const ran = await commandHere(['check', '--data', folder])
    expect(ran.code).toBe(1)
    expect(ran.out).not.toBe('')
  })
})
