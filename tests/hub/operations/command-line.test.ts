import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VERSION } from '../../../server/platform/version.ts'
import { START_SETTINGS } from '../../../server/settings/start-settings.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A sentence as a refusal has it: exit code 2, one line on stderr, nothing on stdout. */
const refusal = (sentence: string) => ({ code: 2, out: '', err: `${sentence}\n` })

const COMMANDS = [
  'serve',
  'token',
  'link',
  'members',
  'staff',
  'sites',
  'trace',
  'profile',
  'log-level',
  'confirm-clock',
]
const COMMANDS_ON_FILES = ['backup', 'restore', 'check', 'migrate', 'standby', 'promote', 'diagnostics']

describe('the help', () => {
  it.each([
    [['--help'], 'Usage: hub [options] [command]'],
    [['help', 'serve'], 'Usage: hub serve [options]'],
    [['serve', '--help'], 'Usage: hub serve [options]'],
    [['staff', 'add', '--help'], 'Usage: hub staff add [options] <USERNAME>'],
    // The app puts the folder of its own hub after every command.
    [['help', 'serve', '--data', 'D'], 'Usage: hub serve [options]'],
  ])('that %j asks for is on stdout, exit code 0', async (args, usage) => {
    const ran = await commandHere(args)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain(usage)
  })

  it.each([[[]], [['--data', 'D']], [['staff']], [['help', 'nosuch']]])(
    'that nobody asked for, of %j, is on stderr, exit code 2',
    async (args) => {
      const ran = await commandHere(args)
      expect(ran).toMatchObject({ code: 2, out: '' })
      expect(ran.err).toContain('Usage: hub')
    },
  )

  it('says of every command and option what it does', async () => {
    const lists = [(await commandHere(['--help'])).out]
    for (const command of [...COMMANDS, ...COMMANDS_ON_FILES]) {
      expect(lists[0]).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
      lists.push((await commandHere([command, '--help'])).out)
    }
    const bare = lists.join('\n').match(/^ {2}(?!Usage)(--)?[\w-]+( [[<]\S+)*$/gm)
    expect(bare).toBeNull()
  })

  it('of serve has every setting that a hub is started with', async () => {
    const { out } = await commandHere(['serve', '--help'])
    for (const { flag } of Object.values(START_SETTINGS)) expect(out).toContain(`  --${flag} `)
  })
})

it('--version prints the version', async () => {
  expect(await commandHere(['--version'])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' })
})

describe('what a command does not know is refused', () => {
  it.each([
    [['staff', 'list', '--ttl', '8h'], 'staff list does not take --ttl. It takes: --data FOLDER.'],
    [['check', '--port=1'], 'check does not take --port. It takes: --data FOLDER.'],
    [
      ['--role', 'viewer', 'link'],
      'hub does not take --role. It takes: --data FOLDER. Options of a command stand after it.',
    ],
    [['serve', '--lan=yes'], '--lan takes no value.'],
    [['token', '--ttl'], '--ttl needs a value.'],
    [['serve', '--data', '--lan'], '--data needs a value.'],
    [['serve', '--origin', '--lan'], '--origin needs a value.'],
    [['serve', 'now'], 'serve does not take "now": hub serve.'],
    [['backup', 'a', 'b'], 'backup does not take "b": hub backup FILE.'],
    [['staff', 'add', '--role', 'viewer'], 'staff add needs USERNAME: hub staff add USERNAME.'],
    [['members', 'import'], 'members import needs FILE: hub members import FILE.'],
    [
      ['staff', 'fire', 'anna'],
      'There is no command "staff fire". There are: staff list, staff add, staff reset-password, staff disable, ' +
        'staff enable. See: hub --help.',
    ],
    [
      ['served'],
      `There is no command "served". There are: ${[...COMMANDS, ...COMMANDS_ON_FILES].join(', ')}. See: hub --help.`,
    ],
  ])('%j', async (args, sentence) => {
    expect(await commandHere(args, {})).toEqual(refusal(sentence))
  })
})

describe('a folder where no hub ever was', () => {
  const requestId = '01a20902-753d-7125-bcc5-ddb7ce35ac66'
  const start = (folder: string) => `start it with hub serve --data ${folder}.`

  it.each([
    [['link', '--role', 'viewer']],
    [['token', '--role', 'viewer']],
    [['members', 'export']],
    [['staff', 'list']],
    [['staff', 'disable', 'anna']],
    [['trace', requestId]],
    [['backup', 'b.sqlite']],
    [['check']],
    [['diagnostics', 'd.json']],
  ])('is not made by %j, which says how to start', async (args) => {
    const folder = join(temporaryFolder(), 'mistyped')
    const sentence = `There are no data in ${folder}, and no hub runs there: ${start(folder)}`
    expect(await commandHere([...args, '--data', folder])).toEqual(refusal(sentence))
    expect(existsSync(folder)).toBe(false)
  })

  it.each([[['profile']], [['log-level', 'debug']]])(
    'is not made by %j, which needs a running hub',
    async (args) => {
      const folder = join(temporaryFolder(), 'mistyped')
      const sentence = `No hub is running on ${folder}: ${start(folder)}`
      expect(await commandHere([...args, '--data', folder])).toEqual(refusal(sentence))
      expect(existsSync(folder)).toBe(false)
    },
  )

  it('but with the lock of a command that broke off, still has no data', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'hub.lock'), '')
    expect((await commandHere(['staff', 'list', '--data', folder])).err).toContain('There are no data in')
    expect(readdirSync(folder)).toEqual(['hub.lock'])
  })

  it('is where a gym begins with its people or its members, which says so', async () => {
    const folder = join(temporaryFolder(), 'new')
    const add = (name: string) => commandHere(['staff', 'add', name, '--role', 'manager', '--data', folder])
    const first = await add('anna')
    expect(first).toMatchObject({
      code: 0,
      err: `There are no data in ${folder} yet: a new gym begins there.\n`,
    })
    expect(await add('tom')).toMatchObject({ code: 0, err: '' })
    expect((await commandHere(['staff', 'list', '--data', folder])).out).toMatch(/^anna\t.*\ntom\t.*\n$/)
  })
})

it('the folder may be named before the command too', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'm.csv'), 'full_name\nSofia\n')
  const ran = await commandHere(['--data', folder, 'members', 'import', join(folder, 'm.csv')])
  expect(ran).toMatchObject({ code: 0, out: '1 members added, 0 changed\n' })
  expect(await commandHere(['members', 'export'], { FRONTDESK_DATA: folder })).toMatchObject({ code: 0 })
})
