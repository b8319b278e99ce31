import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atEnd } from './for-whole-file.ts'

/** 100 ms, 200 ms and so on, 5.5 s in all: a program that was told to end may still be writing its last files. */
const REMOVE_RETRIES = 10

/** A folder of this test's own, or of its file's, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: REMOVE_RETRIES }))
  return folder
}
