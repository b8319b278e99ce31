import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { START_SETTINGS } from '../../server/settings/start-settings.ts'
import { readCommandLine } from './command-line.ts'
import { readJoinAddress } from './join-address.ts'

test('nothing said of a hub: whatever this PC was made', () => {
  expect(readCommandLine([])).toEqual({ hub: { kind: 'remembered' }, kiosk: false, showsLog: false })
  expect(readCommandLine(['--kiosk', '--log-level', 'debug'])).toEqual({
    hub: { kind: 'remembered' },
    kiosk: true,
    showsLog: true,
  })
})

test('the options of the hub are handed on, repeated ones too', () => {
  const given = '--data d --port=0 --demo 300 --origin http://a --origin=http://b --lan --limit x=1 --kiosk'
  expect(readCommandLine(given.split(' '))).toEqual({
    hub: {
      kind: 'hosted',
      dataFolder: resolve('d'),
      port: '0',
      options: ['--lan', '--origin', 'http://a', '--origin', 'http://b', '--demo', '300', '--limit', 'x=1'],
      fills: true,
    },
    kiosk: true,
    showsLog: false,
  })
})

test('every option of a hub is one of the shell', () => {
  for (const { flag, ...row } of Object.values(START_SETTINGS)) {
    const given = 'takes' in row ? [`--${flag}`, '1'] : [`--${flag}`]
    const isOwnUse = flag === 'data' || flag === 'port'
    const { hub } = readCommandLine(['--demo', '1', ...given])
    expect(hub).toMatchObject({ kind: 'hosted' })
    if (!isOwnUse) expect(hub).toMatchObject({ options: expect.arrayContaining(given) as string[] })
  }
})

test('the switches of Chromium are left alone', () => {
  const { hub } = readCommandLine([
    '--remote-debugging-port=0',
    '--no-sandbox',
    '.',
    '--toString',
    '--port',
    '1',
  ])
  expect(hub).toMatchObject({ port: '1', options: [] })
})

test.each([
  [['--data'], '--data needs a value.'],
  [['--join='], '--join needs a value.'],
  [['--data', '--port', '1'], '--data needs a value.'],
  [['--kiosk=yes'], '--kiosk takes no value.'],
  [['--join', 'a', '--data', 'd'], '--data is for a PC with a hub of its own: leave it away with --join.'],
  [['--join', 'not an address'], '"not an address" is not the address of a hub'],
])('%j is refused in one sentence', (given, sentence) => {
  expect(() => readCommandLine(given)).toThrow(sentence)
})

test.each([
  ['192.168.1.5', 'https://192.168.1.5:8443/', null],
  ['192.168.1.5:8123', 'https://192.168.1.5:8123/', null],
  ['frontdesk.local:443', 'https://frontdesk.local/', null],
  ['[fe80::1]:8000', 'https://[fe80::1]:8000/', null],
  ['http://127.0.0.1:8000/', 'http://127.0.0.1:8000/', null],
  ['http://localhost:8000', 'http://localhost:8000/', null],
  ['https://desk.example', 'https://desk.example/', null],
  [' https://192.168.1.5:8443/#signin=ABCDE-FGHIJ ', 'https://192.168.1.5:8443/', 'ABCDE-FGHIJ'],
])('%s is the hub at %s', (given, address, code) => {
  expect(readJoinAddress(given)).toEqual({ address, code })
})

test.each([
  '',
  '   ',
  'ws://a/',
  'ftp://a/',
  'http://a/ws/checkins/',
  'http://u:p@a/',
  'http://a/?token=x',
  'a b',
  'x:99999',
])('"%s" is no address of a hub', (given) =>
  expect(() => readJoinAddress(given)).toThrow('is not the address of a hub'),
)

test.each(['http://192.168.1.5', 'http://127.0.0.1.example', 'http://desk.example:8000/#signin=A'])(
  '%s would send secrets unencrypted',
  (given) => expect(() => readJoinAddress(given)).toThrow('would be unencrypted'),
)
