import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { backupName, bestBackup, newestVerified } from './backup-folder.ts'
import { writeManifest } from './manifest.ts'

const DAY_MS = 24 * 3600_000
const TODAY = Date.parse('2026-11-29T08:00:00Z')

/** Puts a file with the name of a backup and the manifest of one into a folder; returns its name. */
function shelve(folder: string, takenAt: number, { epoch, seq }: { epoch: string; seq: number }): string {
  const file = join(folder, backupName(takenAt))
  writeFileSync(file, '')
  const rest = { app: '1.0.0', counts: {}, bytes: 0, sha256: '0'.repeat(64) }
  writeManifest(file, { ...rest, takenAt: new Date(takenAt).toISOString(), epoch, seq })
  return basename(file)
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-backups-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const newest = (folder: string) => basename(newestVerified(folder)?.file ?? '')

it('the newest backup is the one that reaches furthest, not the one that a clock ahead has named last', () => {
  const folder = temporaryFolder()
  expect(newestVerified(folder)).toBeNull()
  shelve(folder, TODAY + 20 * DAY_MS, { epoch: 'now', seq: 100 })
  shelve(folder, TODAY - DAY_MS, { epoch: 'now', seq: 8_000 })
  const last = shelve(folder, TODAY, { epoch: 'now', seq: 9_000 })
  expect(newest(folder)).toBe(last)
  expect(basename(bestBackup(folder) ?? '')).toBe(last)
})

it('the newest backup is of the history that was begun last, however far another one had come', () => {
  const folder = temporaryFolder()
  shelve(folder, TODAY - DAY_MS, { epoch: 'before the restore', seq: 9_000 })
  shelve(folder, TODAY - 2, { epoch: 'after it', seq: 50 })
  const last = shelve(folder, TODAY, { epoch: 'after it', seq: 50 })
  expect(newest(folder)).toBe(last)
})
