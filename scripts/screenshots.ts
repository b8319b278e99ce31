import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { findHeadedBrowser } from '../tests/support/browser/find-browser.ts'
import { typeAsScanner } from '../tests/support/browser/scanner.ts'
import { ensureDesk } from './ensure-desk.ts'
import { startPictureHub, type PictureHub } from './picture-hub.ts'
import { takeFirstStart } from './screenshot-first-start.ts'
import { takeLanguages } from './screenshot-languages.ts'
import { takeMembers } from './screenshot-members.ts'
import { takePeople } from './screenshot-people.ts'
import { takeReasons } from './screenshot-reasons.ts'

/**
 * Takes pictures of every state of the desk from the real product: `npm run screenshots [-- FOLDER]`, in both themes
 * and two sizes. Those that the documents show go to docs/screenshots by hand.
 */

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const THEMES = ['light', 'dark'] as const

async function main(): Promise<void> {
  const folder = process.argv[2] ?? 'test-results/screenshots'
  mkdirSync(folder, { recursive: true })
  await ensureDesk()
  const browserPath = findHeadedBrowser()
  if (!browserPath) throw new Error('No browser was found.')
  // For the first start too, whose app finds one by itself.
  process.env['CHROMIUM'] = browserPath
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      const data = mkdtempSync(join(tmpdir(), 'frontdesk-pictures-'))
      const hub = await startPictureHub(data)
      for (const takeThem of [takePeople, takeAll]) {
        const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB' })
        const page = await context.newPage()
        await takeThem(page, hub, async (name) => {
          await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${viewport.width}.png`) })
        })
        await context.close()
      }
      hub.process.kill()
      rmSync(data, { recursive: true, force: true })
      await takeReasons(browser, { viewport, colorScheme }, join(folder, 'reasons'))
      await takeFirstStart({ viewport, colorScheme }, join(folder, 'first-start'))
      await takeMembers(browser, { viewport, colorScheme }, join(folder, 'members'))
    }
  }
  const [small, large] = SIZES
  await takeLanguages(browser, { viewport: small, colorScheme: 'light' }, join(folder, 'languages'))
  const few = { viewport: large, colorScheme: 'dark' } as const
  await takeLanguages(browser, few, join(folder, 'languages'), ['idle', 'denied', 'warning'])
  await browser.close()
}

function link(hub: PictureHub): string {
  return hub.run('link', '--role', 'receptionist', '--name', 'Maria K.')
}

async function takeAll(page: Page, hub: PictureHub, take: (name: string) => Promise<void>): Promise<void> {
  await page.goto(hub.http)
  await page.getByRole('textbox').first().waitFor()
  await take('sign-in')
  const fields = page.getByRole('textbox')
  await fields.first().fill(link(hub))
  await fields.last().fill('Desk 2, main entrance')
  await page.keyboard.press('Enter')
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
  await page.locator('[data-testid="present-row"]').first().waitFor()
  await take('idle')
  const scans: [code: string, shown: string, name: string][] = [
    ['CARD-SOFIA', 'Sofia Lindqvist', 'granted'],
    ['CARD-MARCUS', 'Marcus Adeyemi', 'warning'],
    ['CARD-TOM', 'Tom O’Brien', 'denied-expired'],
    ['CARD-JONAS', 'Jonas Weber', 'denied-suspended'],
    ['9900114471', '9900114471', 'denied-unknown'],
    ['CARD-PRIYA', 'Priya Natarajan', 'note-must-be-read'],
  ]
  for (const [code, shown, name] of scans) {
    await typeAsScanner(page, code)
    await stageShows(page, shown)
    await take(name)
  }
  await stepLeadsTo(page, 'F8', '[data-verdict="granted_with_warning"]')
  await page.keyboard.press('F4')
  await stageShows(page, 'Undone')
  await take('undone')
  await page.getByTestId('present-row').first().getByRole('button').click()
  await page.locator('[data-testid="scan-result"][data-reason="ok_out"]').waitFor()
  await take('leaving')
  await page.keyboard.press('F3')
  await page.keyboard.type('sof', { delay: 150 })
  await page.getByText('Not inside').waitFor()
  await take('search')
  await page.keyboard.press('Escape')
  hub.process.kill('SIGKILL')
  await page.locator('[data-testid="connection"][data-state="offline"]').waitFor()
  await typeAsScanner(page, 'CARD-SOFIA')
  await page.locator('[data-testid="scan-result"][data-reason="hub_unreachable"]').waitFor()
  await take('offline')
}

/** Presses the key until the stage shows what it leads to: just after another result it is meant for the one before. */
async function stepLeadsTo(page: Page, key: string, shown: string): Promise<void> {
  const there = page.locator(`[data-testid="scan-result"]${shown}`)
  while ((await there.count()) === 0) await page.keyboard.press(key)
}

/** Waits until the stage says this; a result that needs a look may stay a moment before the next one. */
async function stageShows(page: Page, text: string): Promise<void> {
  await page.getByTestId('scan-result').getByText(text).first().waitFor()
}

await main()
