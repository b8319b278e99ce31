import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testRestore } from '../../../server/backup/restore-test.ts'
import { manifestPath, type Manifest } from '../../../server/backup/manifest.ts'
import { makeData, tamper } from '../../support/hub/data.ts'
import { fingerprints, flipBit } from '../../support/hub/files.ts'
import { startHub } from '../../support/hub/hub.ts'
import { shelve } from '../../support/hub/backup-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')
const HOUR_MS = 3_600_000

/** How often the hub looks at its backups. */
const LOOK_EVERY_MS = 60_000

const made = mkdtempSync(join(tmpdir(), 'frontdesk-'))

beforeAll(() => makeData(made, 20, NOON))
afterAll(() => rmSync(made, { recursive: true, force: true }))

const GAP = 'delete from events where seq = 7'

/** A person ended the visit, and still it waits for a person's word. */
const STRAY_CLOSING = `
  insert into closings select id, member_id, check_out_at, null, null from visits where closed_by = 'person' limit 1`

/** One backup of data that somebody changed before it was taken. */
async function backupOf(change = ''): Promise<{ folder: string; backup: string }> {
  const [data, folder] = [temporaryFolder(), temporaryFolder()]
  cpSync(made, data, { recursive: true })
  tamper(join(data, 'frontdesk.sqlite'), change)
  return { folder, backup: await shelve(join(data, 'frontdesk.sqlite'), folder, NOON) }
}

function changeManifest(backup: string, change: (manifest: Manifest) => void): void {
  const manifest = JSON.parse(readFileSync(manifestPath(backup), 'utf8')) as Manifest
  change(manifest)
  writeFileSync(manifestPath(backup), JSON.stringify(manifest))
}

describe('the restore test', () => {
  /** Tries the backup; nothing may be left of it, and the backup stays as it is. */
  async function tryBackup({ folder, backup }: { folder: string; backup: string }): Promise<string> {
    const scratch = join(temporaryFolder(), 'restore-test.partial')
    const before = fingerprints(folder)
    const asked = { backup, scratch: join(scratch, 'frontdesk.sqlite'), now: NOON }
    const told = await testRestore(asked).then(
      () => 'passed',
      (error: unknown) => String(error),
    )
    expect(fingerprints(folder)).toEqual(before)
    expect(readdirSync(join(scratch, '..'))).toEqual([])
    return told
  }

  it('passes on a backup that gives everything back', async () => {
    expect(await tryBackup(await backupOf())).toBe('passed')
  })

  it('passes where the occupancy was stored wrong, which a restore counts anew', async () => {
    expect(await tryBackup(await backupOf(`update hub_state set occupancy = 1000`))).toBe('passed')
  })

  it.each([
    ['whose history has a gap', GAP, 'the history: event 7 is missing'],
    ['whose audit log breaks off', 'update hub_state set audit_seq = 5', 'the audit log: '],
    ['with a visit that waits for review though a person ended it', STRAY_CLOSING, 'who is inside: '],
  ])('fails on a backup %s', async (_what, change, sentence) => {
    expect(await tryBackup(await backupOf(change))).toContain(sentence)
  })

  it('fails on a backup that holds other rows than its manifest says', async () => {
    const taken = await backupOf()
    changeManifest(taken.backup, ({ counts }) => (counts['members'] = 21))
    expect(await tryBackup(taken)).toContain('members has 20 rows')
  })

  it('fails on a backup whose history ends elsewhere than its manifest says', async () => {
    const taken = await backupOf()
    changeManifest(taken.backup, (manifest) => (manifest.seq += 1))
    expect(await tryBackup(taken)).toContain('its history ends at')
  })

  it('fails on a backup that is damaged', async () => {
    const taken = await backupOf()
    flipBit(taken.backup, 5_000, 3)
    expect(await tryBackup(taken)).toContain('is damaged')
  })

  it('fails on a backup without a manifest', async () => {
    const taken = await backupOf()
    rmSync(manifestPath(taken.backup))
    expect(await tryBackup(taken)).toContain('has no manifest to compare it with')
  })
})

describe('a hub whose newest backup cannot be restored', () => {
  /** A hub of these data that looks at its backups when it is told. */
  async function hubLookingAt(data: string) {
    let now = NOON
    const looks: (() => void)[] = []
    const every = (ms: number, callback: () => void) => {
      if (ms === LOOK_EVERY_MS) looks.push(callback)
      return () => undefined
    }
    const hub = await startHub({ data }, { now: () => now, every })
    const look = async () => {
      looks.forEach((callback) => callback())
      return (await (await hub.fetch('readyz')).json()) as object
    }
    return { look, goTo: (to: number) => (now = to) }
  }

  it('says so at /readyz, and no more once a newer one can', async () => {
    const { folder, backup } = await backupOf(GAP)
    const data = temporaryFolder()
    cpSync(made, data, { recursive: true })
    const backups = join(data, 'backups')
    mkdirSync(backups)
    cpSync(folder, backups, { recursive: true })
    const { look, goTo } = await hubLookingAt(data)
    const trouble = {
      code: 'drill_failed',
      sentence: expect.stringContaining('event 7 is missing') as string,
    }
    await expect.poll(look).toMatchObject({ ready: false, troubles: [trouble] })
    const record = join(backups, 'last-restore-test.json')
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({
      at: NOON,
      backup: join(backups, backup.slice(folder.length + 1)),
    })

    goTo(NOON + HOUR_MS)
    await expect.poll(look).toMatchObject({ ready: true, troubles: [] })
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ at: NOON + HOUR_MS, problem: null })
  })
})
