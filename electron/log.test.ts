import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LOG_FILE_BYTES } from './limits.ts'
import { createLog, logFile } from './log.ts'

function recorded(showsAll: boolean) {
  const written: string[] = []
  const shown: string[] = []
  const log = createLog({ showsAll, write: (line) => written.push(line), show: (line) => shown.push(line) })
  return { log, written, shown }
}

test('everything is kept; troubles and sentences for people are shown', () => {
  const { log, written, shown } = recorded(false)
  const [quiet, loud] = ['{"level":"info","msg":"a"}', '{"level":"warn","msg":"b"}']
  for (const line of [quiet, loud, 'A sentence.']) log.hubLine(line, true)
  log.hubLine('Kept only.', false)
  log.info('started')
  log.error('broken', { code: 1 })
  expect(written).toHaveLength(6)
  expect(shown.slice(0, 2)).toEqual([loud, 'A sentence.'])
  expect(JSON.parse(shown[2]!)).toMatchObject({ level: 'error', part: 'shell', code: 1, msg: 'broken' })
  expect(shown).toHaveLength(3)
})

test('where everything was asked for, everything is shown', () => {
  const { log, shown } = recorded(true)
  log.hubLine('{"level":"debug"}', true)
  log.info('started')
  expect(shown).toHaveLength(2)
})

test('a full log file is set aside, and a folder that cannot be written stops nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'frontdesk.log')
  writeFileSync(path, 'x'.repeat(LOG_FILE_BYTES + 1))
  logFile(folder)('next')
  expect(readFileSync(path, 'utf8')).toBe('next\n')
  expect(statSync(join(folder, 'frontdesk.1.log')).size).toBe(LOG_FILE_BYTES + 1)
  expect(() => logFile(join(path, 'below-a-file'))('lost')).not.toThrow()
})
