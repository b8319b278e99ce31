import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { PAGE_ORIGIN } from '../tests/support/shell/electron-standin/addresses.ts'
import { stopChild } from './child.ts'
import type { Keep, Surface } from './pictures.ts'
import { ROOT } from './project.ts'

const STANDIN = new URL('../tests/support/shell/electron-standin/register.mjs', import.meta.url).href

/** Pictures of a new PC from its first start on: of the app's own page, on the stand-in for Electron. */
export async function takeFirstStart({ viewport, colorScheme }: Surface, keep: Keep): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-first-start-'))
  const app = startApp(data)
  const browser = await chromium.connectOverCDP(await debuggerOf(app))
  const page = await pageOf(() => browser.contexts().flatMap((context) => context.pages()))
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme })
  await takeChoices(page, keep)
  await takePairing(page, keep)
  await page.keyboard.press('F10')
  await page.getByRole('heading', { name: 'This PC' }).scrollIntoViewIfNeeded()
  await keep('this-pc', page)
  await browser.close()
  await stopChild(app)
  rmSync(data, { recursive: true, force: true })
}

async function takeChoices(page: Page, keep: Keep): Promise<void> {
  await page.getByRole('button', { name: 'Host the front desk here' }).waitFor()
  await keep('first-start', page)
  await page.getByRole('button', { name: 'Join a front desk' }).click()
  await page.getByLabel('Pairing code').waitFor()
  await keep('join', page)
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Host the front desk here' }).click()
  await page.getByLabel('Gym name').fill('AV Gym')
  await page.getByLabel('Name', { exact: true }).fill('Maria Keller')
  await page.getByLabel('Username').fill('maria')
  await page.getByLabel('Password').fill('four words make one')
  await page.getByText('Start with 300 demo members').click()
  await keep('set-up-gym', page)
  await page.getByRole('button', { name: 'Set up gym' }).click()
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
}

async function takePairing(page: Page, keep: Keep): Promise<void> {
  await page.getByRole('button', { name: /Maria Keller/ }).click()
  await page.getByRole('menuitem', { name: 'Staff and desks' }).click()
  await page.getByRole('radio', { name: 'Desks' }).click()
  await page.getByRole('button', { name: 'Add desk' }).click()
  await page.getByRole('button', { name: 'Create code' }).click()
  await page.getByAltText('Pairing code as a QR code').waitFor()
  await keep('pairing', page)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Escape')
}

function startApp(data: string): ChildProcess {
  const given = [`--user-data-dir=${data}`, '--remote-debugging-port=0']
  return spawn(process.execPath, ['--import', STANDIN, join(ROOT, 'out/main/main.js'), ...given], {
    env: { ...process.env, FRONTDESK_PORT: '0', FRONTDESK_LAN_PORT: '0', FRONTDESK_ORIGIN: PAGE_ORIGIN },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** Where the page's debugger is, as the app says when it has started. */
async function debuggerOf(app: ChildProcess): Promise<string> {
  let said = ''
  for await (const text of app.stderr ?? []) {
    said += String(text)
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`The app has ended: ${said}`)
}

/** The desk's page, as soon as the window has it. */
async function pageOf(pages: () => Page[]): Promise<Page> {
  for (;;) {
    const page = pages().find((one) => one.url().startsWith(PAGE_ORIGIN))
    if (page) return page
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
