import { existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { forgetOwnFile, keepOwnFile, restoreOwnFile } from './own-file.ts'

function ownFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-own-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'frontdesk.AppImage')
  writeFileSync(file, 'the old version')
  return file
}

test('an app whose new version did not come is there again', () => {
  const file = ownFile()
  keepOwnFile(file)
  unlinkSync(file)
  restoreOwnFile(file)
  expect(readFileSync(file, 'utf8')).toBe('the old version')
})

test('a new version stays, and the old one is gone with its start', () => {
  const file = ownFile()
  keepOwnFile(file)
  unlinkSync(file)
  writeFileSync(file, 'the new version')
  restoreOwnFile(file)
  forgetOwnFile(file)
  expect(readFileSync(file, 'utf8')).toBe('the new version')
  expect(existsSync(`${file}.before`)).toBe(false)
})
