import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { exitOf } from '../../../scripts/child.ts'
import { hasDisplay } from '../../../scripts/display.ts'
import { findElectron } from '../../../scripts/electron-executable.ts'
import { ROOT } from '../../../scripts/project.ts'
import { PAGE_ORIGIN } from './electron-standin/addresses.ts'
import { atEnd } from '../for-whole-file.ts'
import { patience } from '../patience.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const electron = hasDisplay() ? findElectron() : null

/** What the shell runs on here: the real one where it is installed and has a display, else the stand-in. */
export const RUNTIME = electron === null ? 'the stand-in for Electron' : 'Electron'

/** True on the real one. What only that can prove is skipped elsewhere. */
export const IS_REAL = electron !== null

/** The origin of the desk's page, as the browser engine sees it. */
export const DESK_ORIGIN = electron === null ? PAGE_ORIGIN : 'app://frontdesk'

/** Longest wait for a condition of a test. */
export const PATIENCE_MS = patience(30_000)

/** How long one page is looked at before a debugger asks again which there are. */
const LOOK_MS = 3_000

/** A running shell, with its window. */
export interface Shell {
  process: ChildProcess
  /** All that it has said on stderr so far. */
  said: () => string
  page: Page
  /** The page that shows this, as a debugger finds it that connects now; one that has crashed may still be listed. */
  findPage: (shows: string) => Promise<Page>
  /** The page of the shell that this one has started in its place, or of the one after so many. */
  findSuccessor: (starts?: number) => Promise<Page>
  /** Resolves with its exit code. */
  exited: Promise<number | null>
}

/** A shell that was started, whether it gets as far as a window or not. */
export type StartedShell = Omit<Shell, 'page' | 'findPage' | 'findSuccessor'>

/** The PC that a shell is started on. */
interface ShellPlace {
  spawn: (command: string, given: readonly string[], environment?: NodeJS.ProcessEnv) => ChildProcess
  /** Where this machine reaches a port of that PC's own 127.0.0.1. */
  reach: (port: number) => Promise<number>
}

const HERE: ShellPlace = {
  spawn: (command, given, environment = {}) =>
    spawn(command, given, { env: { ...process.env, ...environment } }),
  reach: (port) => Promise.resolve(port),
}

/** Starts the built shell with these options; it is ended with the test, or with the file. */
export function spawnShell(
  options: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  place = HERE,
): StartedShell {
  // Everything after --hub belongs to the hub.
  const given = options[0] === '--hub' ? options : [...options, '--remote-debugging-port=0']
  const child =
    electron === null
      ? place.spawn(
          process.execPath,
          ['--import', standin, join(ROOT, 'out/main/main.js'), ...given],
          environment,
        )
      : place.spawn(
          electron,
          [ROOT, ...given, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
          environment,
        )
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const exited = exitOf(child)
  // Not before whoever it started in its place has let go of its stderr: they write into the same folder.
  const closed = new Promise((resolve) => child.once('close', resolve))
  atEnd(async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS / 2)
    await closed
    clearTimeout(timer)
  })
  return { process: child, exited, said: () => said }
}

const standin = new URL('./electron-standin/register.mjs', import.meta.url).href

/** Starts the built shell and waits for its window. */
export async function openShell(
  options: readonly string[],
  environment?: NodeJS.ProcessEnv,
  place = HERE,
): Promise<Shell> {
  const shell = spawnShell(options, environment, place)
  const debuggerOf = (run: number) =>
    until(() => [...shell.said().matchAll(/DevTools listening on (ws:\S+)/g)][run]?.[1])
  const pageAt = async (address: string): Promise<Page> => {
    const url = new URL(address)
    url.port = String(await place.reach(Number(url.port)))
    const browser = await chromium.connectOverCDP(url.href)
    atEnd(() => browser.close())
    for (const context of browser.contexts()) context.setDefaultTimeout(PATIENCE_MS)
    return until(() => deskPage(browser))
  }
  const first = await debuggerOf(0)
  const findPage = (shows: string): Promise<Page> =>
    vi.waitFor(
      async () => {
        const page = await pageAt(first)
        await page.waitForSelector(shows, { timeout: LOOK_MS })
        return page
      },
      { timeout: PATIENCE_MS },
    )
  const findSuccessor = async (starts = 1): Promise<Page> => {
    const page = await pageAt(await debuggerOf(starts))
    // Nobody else knows the process of it: it ends with its window.
    atEnd(() => page.close())
    return page
  }
  return { ...shell, page: await pageAt(first), findPage, findSuccessor }
}

/** Starts a shell with a hub of its own on a free port, in a folder of its own. */
export function openHost(...options: string[]): Promise<Host> {
  return openHostOn(join(temporaryFolder(), 'data'), options)
}

/** A shell whose hub has its data here. */
export interface Host extends Shell {
  dataFolder: string
}

/** The same in a folder that is there, or will be. */
export async function openHostOn(
  dataFolder: string,
  options: readonly string[],
  environment?: NodeJS.ProcessEnv,
): Promise<Host> {
  const given = ['--data', dataFolder, '--port', '0', '--origin', DESK_ORIGIN, ...options]
  return { ...(await openShell(given, environment)), dataFolder }
}

/** Follows an address as a script of the page does, and resolves when the shell has had its say about that. */
export async function tryAddress(page: Page, address: string): Promise<void> {
  // The real one asks the shell before there is a request, and at once; on the stand-in it is held up, and then refused.
  const asked = IS_REAL ? null : page.waitForEvent('requestfailed', (request) => request.url() === address)
  await page.evaluate((to) => {
    try {
      location.href = to
    } catch {
      // The browser's own refusal is one too.
    }
  }, address)
  const refusal = (await asked)?.failure()?.errorText
  if (!IS_REAL) expect(refusal, address).toBe('net::ERR_ABORTED')
}

/** What the hub has left in its data folder; undefined while there is none. */
export function readHubFile(dataFolder: string): { pid: number; http: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(dataFolder, 'hub.json'), 'utf8')) as { pid: number; http: string }
  } catch {
    return undefined
  }
}

/** Waits until something is there. */
export function until<Value>(look: () => Value | undefined): Promise<Value> {
  return vi.waitFor(
    () => {
      const found = look()
      if (found === undefined) throw new Error(`This did not come about: ${look.toString()}`)
      return found
    },
    { timeout: PATIENCE_MS, interval: 20 },
  )
}

/** How many people the desk says are inside, once it says a number. */
export async function occupancyOf(page: Page): Promise<number> {
  const shown = (): Promise<string | null> => page.textContent('[data-testid=occupancy]')
  await expect.poll(shown).toMatch(/^\d+$/)
  return Number(await shown())
}

/** True while a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** In the address of the window that members see. */
const MEMBER_VIEW = 'view=member'

/** The members' window of the same shell, as the desk's debugger finds it. */
export function memberPage(desk: Page): Page | undefined {
  const pages = desk
    .context()
    .browser()
    ?.contexts()
    .flatMap((context) => context.pages())
  return pages?.find((page) => page.url().includes(MEMBER_VIEW))
}

function deskPage(browser: Browser): Page | undefined {
  const pages = browser.contexts().flatMap((context) => context.pages())
  return pages.find((page) => page.url().startsWith(DESK_ORIGIN) && !page.url().includes(MEMBER_VIEW))
}
