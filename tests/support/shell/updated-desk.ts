import { spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { pinOf } from '../../../electron/lan/pin.ts'
import { FIRST_UPDATE_LOOK_MS } from '../../../electron/limits.ts'
import { dateList, signedContent } from '../../../electron/updates/signed-list.ts'
import { exitOf, killChild } from '../../../scripts/child.ts'
import { ROOT } from '../../../scripts/project.ts'
import { lanAddress } from '../browser/browser.ts'
import { startHubProcess, type HubProcess } from '../hub/hub.ts'
import { DESK_ORIGIN, IS_REAL, PATIENCE_MS, until } from './shell.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const STANDIN = new URL('./electron-standin/register.mjs', import.meta.url).href
const MAIN = join(ROOT, 'out/main/main.js')

/** What is handed out; the app here is older. */
export const NEW_VERSION = '99.0.0'

/** False where an update cannot be tried: without a network, without the stand-in, and where an app is no single file. */
export const CAN_BE_UPDATED = lanAddress() !== null && !IS_REAL && process.platform === 'linux'

/** A gym whose hub may be asked for updates at any hour, and whose folder for them is there. */
export async function openGym(): Promise<HubProcess & { updates: string; port: number }> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ updates: { from: '00:00', to: '24:00' } }))
  const given = ['--port', '0', '--lan', '--lan-port', '0', '--demo', '10', '--origin', DESK_ORIGIN]
  const hub = await startHubProcess(given, folder)
  const { addresses } = (await (await hub.fetch('api/v1/lan')).json()) as { addresses: string[] }
  return { ...hub, updates: join(folder, 'updates'), port: Number(new URL(addresses[0] ?? '').port) }
}

export interface Published {
  /** What the new version is. */
  app: string
  /** What the list says it is. */
  listed?: string
  /** The list that the signature is for. */
  signedAs?: string
  key: KeyObject
}

const LIST = process.arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${process.arch}.yml`

/** Copies a new version to the hub, as whoever makes the app hands it out. */
export function publish(folder: string, { app, listed = app, signedAs = LIST, key }: Published): void {
  const name = `frontdesk-linux-x86_64.AppImage`
  const sha512 = createHash('sha512').update(listed).digest('base64')
  const undated = [
    `version: ${NEW_VERSION}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${Buffer.byteLength(app)}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-11-26T00:00:00.000Z'",
    '',
  ].join('\n')
  const list = dateList(undated, Date.now())
  writeFileSync(join(folder, name), app)
  writeFileSync(join(folder, LIST), list)
  const signature = sign(null, signedContent(signedAs, list), key)
  writeFileSync(join(folder, `${LIST}.sig`), signature.toString('base64'))
}

/** A desk PC on which the app is one file, paired with the gym's hub, locked, and left alone for an hour; to be started. */
export async function prepareDeskPc(hub: HubProcess & { port: number }) {
  const pc = temporaryFolder()
  const at = (path: string): string => join(pc, path)
  for (const folder of ['apps', 'profile', 'resources', 'app/out/main'])
    mkdirSync(at(folder), { recursive: true })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(at('app/out/main/update-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }))
  writeFileSync(
    at('resources/app-update.yml'),
    'provider: generic\nurl: https://updates.invalid/\nupdaterCacheDirName: frontdesk-updater\n',
  )
  writeFileSync(at('apps/frontdesk.AppImage'), 'the old version')
  const certificate = join(hub.folder, 'lan/certificate.pem')
  const pin = pinOf(new X509Certificate(readFileSync(certificate)))
  const { code } = (await (
    await hub.fetch('api/v1/links', {
      method: 'POST',
      body: JSON.stringify({ role: 'receptionist', name: 'Desk' }),
      headers: { 'content-type': 'application/json' },
    })
  ).json()) as { code: string }
  const role = { role: 'desk', hub: { host: lanAddress(), port: hub.port, pin }, code }
  writeFileSync(at('profile/kiosk.json'), JSON.stringify(role))
  const log = at('said.txt')
  writeFileSync(log, '')
  const newApp = [
    '#!/bin/sh',
    // As the script in every AppImage does.
    '[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0',
    `echo "started $$: $*" >> '${log}'`,
    `STANDIN_VERSION=${NEW_VERSION} exec '${process.execPath}' --import '${STANDIN}' '${MAIN}' "$@" 2>> '${log}'`,
    '',
  ].join('\n')
  const environment = {
    ...process.env,
    ...{ STANDIN_PACKAGED: '1', STANDIN_IDLE_S: '3600', STANDIN_DEBUG_PORT: '0' },
    ...{ STANDIN_PROFILE: at('profile'), STANDIN_RESOURCES: at('resources'), STANDIN_APP: at('app') },
    ...{ STANDIN_CERTIFICATES: certificate, XDG_CACHE_HOME: at('cache') },
    STANDIN_HELD_MS: String(FIRST_UPDATE_LOOK_MS),
    APPIMAGE: at('apps/frontdesk.AppImage'),
  }
  const start = (more: NodeJS.ProcessEnv = {}) => {
    const child = spawn(process.execPath, ['--import', STANDIN, MAIN, '--kiosk'], {
      env: { ...environment, ...more },
    })
    let said = ''
    child.stderr.on('data', (text: Buffer) => (said += text.toString()))
    onTestFinished(() => killChild(child))
    /** Makes the first look for a newer version due. */
    const look = (): void => void child.stdin.write('\n')
    return { exited: exitOf(child), said: () => said, look }
  }
  const installed = (): string => readFileSync(at('apps/frontdesk.AppImage'), 'utf8')
  return { newApp, key: privateKey, start, log: () => readFileSync(log, 'utf8'), installed, at }
}

/** The desk's page of the app whose debugger has said where it is. */
export async function pageOf(said: () => string): Promise<Page> {
  const address = await until(() => /DevTools listening on (ws:\S+)/.exec(said())?.[1])
  const browser = await chromium.connectOverCDP(address)
  onTestFinished(() => browser.close())
  for (const context of browser.contexts()) context.setDefaultTimeout(PATIENCE_MS)
  return until(() =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith(DESK_ORIGIN)),
  )
}

/** Ends what the new version has started, by the ids that it wrote down. */
export function endStarted(log: () => string): void {
  onTestFinished(() => {
    for (const [, pid] of log().matchAll(/^started (\d+):/gm)) {
      try {
        process.kill(Number(pid), 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
  })
}

export const versionOf = (page: Page) => page.evaluate(() => window.kiosk?.appVersion())
