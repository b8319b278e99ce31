import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { HAS_FILE_MODES } from '../../tests/support/system.ts'
import { HUB_LOG, openLogFile } from './log-file.ts'

const MEGABYTE = 1024 ** 2

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'logs')
}

it.skipIf(!HAS_FILE_MODES)(
  'log files stay at 10 of 10 MB over restarts, the newest lines in hub.log, all for this user only',
  () => {
    const folder = temporaryFolder()
    const line = `${'x'.repeat(MEGABYTE / 4 - 1)}\n`
    for (let restart = 0; restart < 5; restart += 1) {
      const file = openLogFile(folder, HUB_LOG)
      for (let count = 0; count < 101; count += 1) file.write(line)
      file.write(`${restart}\n`)
    }
    const files = readdirSync(folder).map((name) => statSync(join(folder, name)))
    expect(files).toHaveLength(10)
    for (const { size, mode } of files) {
      expect(size).toBeLessThanOrEqual(10 * MEGABYTE)
      expect(mode & 0o777).toBe(0o600)
    }
    expect(readFileSync(join(folder, 'hub.log'), 'utf8').endsWith('\n4\n')).toBe(true)
  },
)

it('a restart goes on in the same file', () => {
  const folder = temporaryFolder()
  openLogFile(folder, HUB_LOG).write('first\n')
  openLogFile(folder, HUB_LOG).write('second\n')
  expect(readFileSync(join(folder, 'hub.log'), 'utf8')).toBe('first\nsecond\n')
})

it('a file that cannot be written loses lines and breaks nothing; it goes on when it can', () => {
  const folder = temporaryFolder()
  const file = openLogFile(folder, HUB_LOG)
  file.write('x'.repeat(10 * MEGABYTE))
  rmSync(folder, { recursive: true })
  expect(() => file.write('lost\n')).not.toThrow()
  openLogFile(folder, HUB_LOG)
  file.write('kept\n')
  expect(readFileSync(join(folder, 'hub.log'), 'utf8')).toBe('kept\n')
})
