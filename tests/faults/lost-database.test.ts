import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandHere, runCommand } from '../support/hub/command-line.ts'
import { askDatabase, makeData } from '../support/hub/data.ts'
import { shelve } from '../support/hub/backup-folder.ts'
import { refusalOn, startHub, startHubProcess } from '../support/hub/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const MEMBERS = 'select count(*) as members from members'

/** What is left of a gym whose database somebody deleted, and a backup of it. */
async function gymWithoutDatabase(): Promise<{ folder: string; database: string; backup: string }> {
  const folder = temporaryFolder()
  const database = await makeData(folder, 20)
  mkdirSync(join(folder, 'backups'))
  const backup = await shelve(database, join(folder, 'backups'), Date.now())
  rmSync(database)
  return { folder, database, backup }
}

/** The hub does not start, and says all of this. */
async function isRefused(folder: string, ...sentences: string[]): Promise<void> {
  const refusal = await refusalOn(folder)
  for (const sentence of sentences) expect(refusal).toContain(sentence)
}

describe('a folder whose database is gone', () => {
  it('begins no new gym: the hub names the backup to restore, and that brings the members back', async () => {
    const { folder, database, backup } = await gymWithoutDatabase()
    await isRefused(folder, `hub restore ${backup} --data ${folder}`, 'hub serve --new')
    expect(existsSync(database)).toBe(false)
    expect(await commandHere(['restore', backup, '--data', folder])).toMatchObject({ code: 0 })
    await startHub({ data: folder })
    expect(askDatabase(database, MEMBERS)).toEqual({ members: 20 })
  })

  it.each([
    ['backups', ['backups']],
    ['a secret', ['jwt-secret']],
    ['how far its history had come', ['frontdesk.head.json']],
    ['settings', ['settings.json']],
  ])('is known by %s alone', async (what, kept) => {
    const { folder } = await gymWithoutDatabase()
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ gymName: 'Lakeside', timeZone: 'UTC' }))
    for (const name of readdirSync(folder)) {
      if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true })
    }
    await isRefused(folder, `traces of a gym are left: ${what}.`, 'hub restore', 'hub serve --new')
  })

  it('is the same where the database is there and empty', async () => {
    const { folder, database } = await gymWithoutDatabase()
    writeFileSync(database, '')
    await isRefused(folder, 'hub restore')
  })

  it('begins no new gym with an import either', async () => {
    const { folder, database } = await gymWithoutDatabase()
    const file = join(temporaryFolder(), 'members.csv')
    writeFileSync(file, 'full_name\nSofia Lindqvist\n')
    const ran = await commandHere(['members', 'import', file, '--data', folder])
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('hub restore') as string })
    expect(existsSync(database)).toBe(false)
  })

  it('begins a new gym where somebody says so', async () => {
    const { folder, database } = await gymWithoutDatabase()
    const hub = await startHubProcess(['--port', '0', '--new'], folder)
    expect(hub.setUp).toContain('#setup=')
    expect(askDatabase(database, MEMBERS)).toEqual({ members: 0 })
  })
})

describe('a folder that no gym was in', () => {
  it('begins one, with settings that somebody put there before', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ capacity: 80 }))
    await startHubProcess(['--port', '0'], folder)
  })

  it('begins one at the second try, where the first could make no database', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'frontdesk.sqlite'))
    expect(await runCommand(['serve', '--data', folder, '--port', '0'])).toMatchObject({ code: 2 })
    rmSync(join(folder, 'frontdesk.sqlite'), { recursive: true })
    await startHubProcess(['--port', '0'], folder)
  })
})
