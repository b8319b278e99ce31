import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'
import { PAGE_HOST } from './addresses.ts'
import { switchValue } from './command-line.ts'
import { startPageServer } from './protocol.ts'
import { session } from './session.ts'

/** What the shell asks for its page, in pixels; a headed window takes what the screen gives. */
const CONTENT_SIZE = { width: 1280, height: 800 }

let opening: Promise<BrowserContext> | undefined

/** The browser of this app, with the profile in its user data folder. Started at the first call. */
export function openChromium(userData: string): Promise<BrowserContext> {
  return (opening ??= launch(join(userData, 'chromium')))
}

/** Closes the browser, where one was started. */
export async function closeChromium(): Promise<void> {
  const context = await opening?.catch(() => undefined)
  await context?.close().catch(() => undefined)
}

async function launch(profile: string): Promise<BrowserContext> {
  // Loaded with the first window: a shell that does one command, or is refused, has none.
  const { chromium } = await import('playwright-core')
  const { installedBrowser } = await import('../../browser/find-browser.ts')
  const { port } = await startPageServer()
  // An installed app takes no debugger's switch; its tests say it beside.
  const debugPort = switchValue('remote-debugging-port') || (process.env['STANDIN_DEBUG_PORT'] ?? '')
  const isHeaded = process.env['STANDIN_HEADED'] === '1'
  const isRoot = process.getuid?.() === 0
  const keys = session.defaultSession.trustedKeys()
  const executablePath = installedBrowser({ headed: isHeaded })
  if (!executablePath) throw new Error('No Chromium was found: name one in CHROMIUM.')
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: !isHeaded,
    viewport: isHeaded ? null : CONTENT_SIZE,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      `--host-resolver-rules=MAP ${PAGE_HOST}:80 127.0.0.1:${port}`,
      '--autoplay-policy=no-user-gesture-required',
      ...(keys.length > 0 ? [`--ignore-certificate-errors-spki-list=${keys.join(',')}`] : []),
      ...(isRoot ? ['--no-sandbox'] : []),
      ...(debugPort === '' ? [] : [`--remote-debugging-port=${debugPort}`]),
    ],
  })
  if (debugPort !== '') await announceDebugging(profile)
  return context
}

/** Says where the debugger listens, with the line that Electron says it with. */
async function announceDebugging(profile: string): Promise<void> {
  const path = join(profile, 'DevToolsActivePort')
  while (!existsSync(path)) await wait(20)
  const [port = '', target = ''] = readFileSync(path, 'utf8').split('\n')
  process.stderr.write(`DevTools listening on ws://127.0.0.1:${port}${target}\n`)
}
