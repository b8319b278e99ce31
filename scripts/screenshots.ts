import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../tests/support/find-program.ts'
import { typeAsScanner } from '../tests/support/scanner.ts'
import { ensureDesk } from './ensure-desk.ts'

/**
 * Takes pictures of every state of the desk from the real product: `npm run screenshots [-- FOLDER]`, in both themes
 * and two sizes. Those that the documents show go to docs/screenshots by hand.
 */

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const THEMES = ['light', 'dark'] as const

const MEMBERS = `full_name,membership_type,valid_until,credentials,note,note_must_be_read,visits_left,suspended
Sofia Lindqvist,Unlimited,2027-03-14,CARD-SOFIA,,,,
Marcus Adeyemi,Ten visits,,CARD-MARCUS,Locker key 12 not returned on Friday.,,2,
Tom O’Brien,Unlimited,2026-11-19,CARD-TOM,,,,
Priya Natarajan,Unlimited,2027-01-31,CARD-PRIYA,Ask for the signed health form before she trains again.,1,,
Jonas Weber,Off-peak,2027-05-01,CARD-JONAS,,,,1
`

async function main(): Promise<void> {
  const folder = process.argv[2] ?? 'test-results/screenshots'
  mkdirSync(folder, { recursive: true })
  await ensureDesk()
  const browserPath = findBrowser()
  if (!browserPath) throw new Error('No browser was found.')
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      const data = mkdtempSync(join(tmpdir(), 'frontdesk-pictures-'))
      const hub = await startHub(data)
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB' })
      const page = await context.newPage()
      await takeAll(page, hub, (name) =>
        page
          .screenshot({ path: join(folder, `${name}-${colorScheme}-${viewport.width}.png`) })
          .then(() => undefined),
      )
      await context.close()
      hub.process.kill()
      rmSync(data, { recursive: true, force: true })
    }
  }
  await browser.close()
}

interface PictureHub {
  process: ChildProcess
  http: string
  data: string
}

async function startHub(data: string): Promise<PictureHub> {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['server/cli.ts', ...args, '--data', data], { encoding: 'utf8' })
  writeFileSync(join(data, 'settings.json'), '{"capacity":150,"defaultLocation":"Main entrance"}')
  const child = spawn(
    process.execPath,
    ['server/cli.ts', 'serve', '--data', data, '--port', '0', '--demo', '900'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  const file = join(data, 'pictures.csv')
  writeFileSync(file, MEMBERS)
  run('members', 'import', file)
  return { process: child, http: (JSON.parse(line) as { http: string }).http, data }
}

function link(hub: PictureHub): string {
  const args = ['server/cli.ts', 'link', '--role', 'receptionist', '--name', 'Maria K.', '--data', hub.data]
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim()
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
  await page.keyboard.press('F8')
  await page.locator('[data-testid="scan-result"][data-verdict="granted_with_warning"]').waitFor()
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

/** Waits until the stage says this; a result that needs a look may stay a moment before the next one. */
async function stageShows(page: Page, text: string): Promise<void> {
  await page.getByTestId('scan-result').getByText(text).first().waitFor()
}

await main()
