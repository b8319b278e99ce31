import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/project.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { defaultOf, optionOf } from './describe.ts'
import type { Setting } from './setting.ts'
import { SETTINGS, type GivenOptions } from './settings-table.ts'
import { readPlaces, readSettings } from './settings.ts'

/** The settings of a data folder with this file. */
function settingsOf(file: unknown, given: GivenOptions = {}, env: NodeJS.ProcessEnv = {}) {
  const data = temporaryFolder()
  writeFileSync(join(data, 'settings.json'), JSON.stringify(file))
  return readSettings({ ...given, data }, env)
}

describe('a setting', () => {
  const file = { lan: { port: 1111, addresses: ['10.0.0.1'] }, timeZone: 'Asia/Tokyo' }

  it('is taken from the command line, then from the environment, then from the data folder', () => {
    const env = { FRONTDESK_LAN_PORT: '2222' }
    expect(settingsOf(file, { 'lan-port': '3333' }, env).lan.port).toBe(3333)
    expect(settingsOf(file, {}, env).lan.port).toBe(2222)
    expect(settingsOf(file).lan.port).toBe(1111)
    expect(settingsOf({}).lan.port).toBe(8443)
  })

  it('of a list has commas in the environment, and counts there where it is not empty', () => {
    const lanOf = (text: string) => settingsOf(file, {}, { FRONTDESK_LAN_ADDRESS: text }).lan.addresses
    expect(lanOf('10.0.0.2, ::1')).toEqual(['10.0.0.2', '::1'])
    expect(lanOf('')).toEqual(['10.0.0.1'])
  })

  it('of a folder is meant from where the hub was started, and stays so', () => {
    const { dataFolder, backupFolder } = readPlaces({ data: 'gym', 'backup-folder': 'copies' }, {})
    expect([dataFolder, backupFolder]).toEqual([resolve('gym'), resolve('copies')])
  })

  it('is read from the file that its variable names with _FILE, and not given twice', () => {
    const path = join(temporaryFolder(), 'secret')
    writeFileSync(path, 'as long as a secret of 256 bits has to be\n')
    const secretOf = (env: NodeJS.ProcessEnv) => settingsOf({}, {}, env).jwtSecret
    expect(secretOf({ FRONTDESK_JWT_SECRET_FILE: path })).toBe('as long as a secret of 256 bits has to be')
    expect(() => secretOf({ FRONTDESK_JWT_SECRET_FILE: path, FRONTDESK_JWT_SECRET: 'other' })).toThrow(
      'Give FRONTDESK_JWT_SECRET or FRONTDESK_JWT_SECRET_FILE, not both.',
    )
    expect(() => secretOf({ FRONTDESK_JWT_SECRET_FILE: `${path}.none` })).toThrow(
      `FRONTDESK_JWT_SECRET_FILE is wrong: ${path}.none cannot be read.`,
    )
  })

  it('that is a switch is set by 1 in the environment, and by nothing else', () => {
    const isOn = (text: string) => settingsOf({}, {}, { FRONTDESK_LAN: text }).lan.isOn
    expect([isOn('1'), isOn('0'), isOn('')]).toEqual([true, false, false])
  })

  it.each<[GivenOptions, NodeJS.ProcessEnv, unknown, string]>([
    [{ port: '8e3' }, {}, {}, '--port is wrong: must be a whole number from 0 to 65535.'],
    [{ port: '' }, {}, {}, '--port is wrong: must be a whole number'],
    [{}, { FRONTDESK_PORT: 'x' }, {}, 'FRONTDESK_PORT is wrong: must be a whole number'],
    [{}, { FRONTDESK_TIME_ZONE: 'Mars' }, {}, 'FRONTDESK_TIME_ZONE is wrong: must be an IANA time zone'],
    [{ 'lan-address': ['10.0.0.1', 'here'] }, {}, {}, '--lan-address is wrong: "here" is no IP address.'],
    [
      { 'behind-proxy': ['balancer'] },
      {},
      {},
      '--behind-proxy is wrong: "balancer" is no address or network of proxies, such as 10.0.0.7 or 10.0.0.0/24.',
    ],
    [
      { 'behind-proxy': ['0.0.0.0/0'] },
      {},
      {},
      '--behind-proxy is wrong: "0.0.0.0/0" is no address or network of proxies, such as 10.0.0.7 or 10.0.0.0/24.',
    ],
    [{}, {}, { lan: { port: 'x' } }, 'settings.json: lan.port is wrong: must be a whole number'],
    [{}, {}, { lan: { prot: 1 } }, 'settings.json: there is no setting lan.prot.'],
    [{}, {}, { lan: 8443 }, 'settings.json: lan must be an object'],
    [{}, {}, [], 'settings.json must be an object'],
    [{}, {}, { plans: { Day: { graceDays: -1 } } }, 'settings.json: plans.Day.graceDays is wrong'],
    [{}, {}, { gymname: 'Ours' }, 'settings.json: there is no setting gymname.'],
    [{}, {}, { updates: { from: '03:00', to: '03:10' } }, 'updates must last at least 30 minutes.'],
    [{}, {}, { lan: { keyFile: 'k' } }, 'lan needs both certificateFile and keyFile'],
  ])('%j, %j, %j is refused where it stands', (given, env, settings, sentence) => {
    expect(() => settingsOf(settings, given, env)).toThrow(sentence)
  })
})

describe('docs/settings.md', () => {
  const code = (text: string | null | undefined) => (text === null || text === undefined ? '' : `\`${text}\``)
  const cellsOf = (row: Setting) => [
    ...[row.description, code(optionOf(row)), code(row.variable), code(row.file)],
    defaultOf(row) ?? '',
  ]

  it('has a row for each setting, as the table of settings tells it', () => {
    const page = readFileSync(join(ROOT, 'docs/settings.md'), 'utf8')
    const [, , ...rows] = page.split('\n').filter((line) => line.startsWith('|'))
    // As formatted, but for the padding.
    const told = rows.map((line) => line.replace(/ +/g, ' '))
    const line = (row: Setting) =>
      `| ${cellsOf(row).join('\n').replaceAll('|', '\\|').split('\n').join(' | ')} |`
    expect(told).toEqual(Object.values(SETTINGS).map((row) => line(row).replace(/ +/g, ' ')))
  })
})
