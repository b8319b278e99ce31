import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../tests/support/temporary-folder.ts'
import { START_SETTINGS } from '../server/settings/start-settings.ts'
import { readStartOptions, USAGE } from './start-options.ts'

test.each([
  [['--dmeo', '5'], "Unknown option '--dmeo'. Options: npm start -- --help"],
  [['--join', 'x y'], '"x y" is not the address of a hub'],
  [['--join', 'a', '--demo', '5'], '--demo is for a PC with a hub of its own'],
])('%j is refused in one sentence', (given, sentence) => {
  expect(() => readStartOptions(given, {})).toThrow(sentence)
})

test('a first start brings demo members and says so, and no later one does', () => {
  const folder = temporaryFolder()
  const first = readStartOptions(['--data', join(folder, 'data')], {})
  expect(first).toMatchObject({ options: expect.arrayContaining(['--demo', '300']) as string[] })
  expect(first).toMatchObject({ news: expect.stringContaining('300 demo members') as string })
  expect(readStartOptions(['--data', folder], {})).toMatchObject({ options: ['--data', folder], news: null })
})

test('the help has every option of the hub', () => {
  for (const { flag } of Object.values(START_SETTINGS)) expect(USAGE).toContain(`  --${flag} `)
})
