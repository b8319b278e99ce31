import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { completeRestore, decideRestore, remainingSteps, stagingPath } from './restore-swap.ts'

const ASIDE = 'before-restore-2026'

/** A data folder with an old database, its log and its index, and a new one made ready. */
function folderWithStagedRestore(): { database: string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-swap-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const database = join(folder, 'frontdesk.sqlite')
  for (const side of ['', '-wal', '-shm']) writeFileSync(`${database}${side}`, `old${side}`)
  mkdirSync(dirname(stagingPath(database)))
  writeFileSync(stagingPath(database), 'new')
  return { database, folder }
}

function expectRestored(folder: string): void {
  expect(readdirSync(folder).sort()).toEqual([ASIDE, 'frontdesk.sqlite'])
  expect(readFileSync(join(folder, 'frontdesk.sqlite'), 'utf8')).toBe('new')
  for (const side of ['', '-wal', '-shm']) {
    expect(readFileSync(join(folder, ASIDE, `frontdesk.sqlite${side}`), 'utf8')).toBe(`old${side}`)
  }
}

describe('putting a restored database in place', () => {
  it('that was never decided leaves the old database as it was', () => {
    const { database, folder } = folderWithStagedRestore()
    completeRestore(database)
    expect(readdirSync(folder).sort()).toEqual(
      ['-shm', '-wal', ''].map((side) => `frontdesk.sqlite${side}`).sort(),
    )
    expect(readFileSync(database, 'utf8')).toBe('old')
  })

  it('gives the new database, whole, wherever the process that decided it ended', () => {
    const { database } = folderWithStagedRestore()
    decideRestore(database, ASIDE)
    const count = remainingSteps(database).length
    expect(count).toBeGreaterThan(5)
    for (let done = 0; done <= count; done += 1) {
      const { database, folder } = folderWithStagedRestore()
      decideRestore(database, ASIDE)
      for (const step of remainingSteps(database).slice(0, done)) step()
      completeRestore(database)
      expectRestored(folder)
    }
  })

  it('needs no database before it', () => {
    const { database, folder } = folderWithStagedRestore()
    for (const side of ['', '-wal', '-shm']) rmSync(`${database}${side}`)
    decideRestore(database, ASIDE)
    completeRestore(database)
    expect(readdirSync(folder)).toEqual(['frontdesk.sqlite'])
    expect(existsSync(join(folder, ASIDE))).toBe(false)
  })
})
