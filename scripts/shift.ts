import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findHeadedBrowser } from '../tests/support/browser/find-browser.ts'
import { typeAsScanner } from '../tests/support/browser/scanner.ts'
import { ensureDesk } from './ensure-desk.ts'
import { startPictureHub, type PictureHub } from './picture-hub.ts'

/**
 * An evening at three desks in real browsers, at the pace of life: `npm run shift [-- MINUTES [FOLDER]]`. People come and
 * go, cards are refused, receptionists search, undo, override and type while cards are held out. Leaves a picture of
 * each desk a minute and of each thing out of the ordinary, and prints what took long or differed between the desks.
 */

const DESKS = ['Entrance', 'Pool', 'Office']

/** Arrivals and departures a minute, at all desks: a busy evening of a gym with a thousand members. */
const SCANS_PER_MINUTE = 12

/** Longer than this between a scan and its answer is noted: whoever stands there notices. */
const SLOW_MS = 1_000

/** Longer than this nobody waits: it is noted as stuck. */
const PATIENCE_MS = 10_000

interface Desk {
  name: string
  page: Page
  complaints: string[]
  answeredMs: number[]
}

interface Shift {
  desks: Desk[]
  hub: PictureHub
  folder: string
  /** Demo members by number; every tenth is refused. */
  next: number
  inside: string[]
}

const startedAt = Date.now()

function note(text: string): void {
  console.log(`${((Date.now() - startedAt) / 60_000).toFixed(1)} min  ${text}`)
}

async function picture({ page, name }: Desk, { folder }: Shift, what: string): Promise<void> {
  const minute = String(Math.floor((Date.now() - startedAt) / 60_000)).padStart(2, '0')
  await page.screenshot({ path: join(folder, `${minute}-${name}-${what}.png`) })
}

/** Scans at a desk and waits for the answer of this very scan; gives its reason. */
async function scan(desk: Desk, code: string): Promise<string> {
  const view = desk.page.locator('.scan__view')
  await view.evaluateAll((shown) => shown.forEach((each) => each.setAttribute('data-before', '')))
  const from = performance.now()
  await typeAsScanner(desk.page, code)
  const answer = desk.page.locator(
    '[data-testid="scan-result"]:not([data-verdict=""]):has(.scan__view:not([data-before]))',
  )
  await answer.waitFor({ timeout: PATIENCE_MS })
  const took = performance.now() - from
  desk.answeredMs.push(took)
  const reason = (await answer.getAttribute('data-reason')) ?? ''
  if (took > SLOW_MS) note(`${desk.name}: ${code} ${reason} after ${Math.round(took)} ms`)
  return reason
}

type Happening = (desk: Desk, shift: Shift) => Promise<unknown>

/** What happens at a desk in a shift, each as often as its weight. */
const HAPPENINGS: [weight: number, happen: Happening][] = [
  [10, arrive],
  [6, leave],
  [1, strangeCard],
  [1, arriveAndUndo],
  [1, scanWhileTyping],
  [1, checkInByHand],
  [1, lookAtMember],
  [1, twoAtOnce],
]

/** True where they came in at once; else the desk has dealt with the refusal, and the focus is back on the page. */
async function arrive(desk: Desk, shift: Shift): Promise<boolean> {
  const code = cardOf((shift.next += 1))
  const reason = await scan(desk, code)
  if (reason === 'ok_in') shift.inside.push(code)
  else await refused(desk, shift, code, reason)
  return reason === 'ok_in'
}

/** Staff lets in whom they know, after reading what stands there. */
async function refused(desk: Desk, shift: Shift, code: string, reason: string): Promise<void> {
  await picture(desk, shift, reason)
  await wait(2_500)
  if (reason === 'note_must_be_read') {
    await desk.page.keyboard.press('F8')
  } else if (['expired', 'debt', 'no_visits_left'].includes(reason) && Math.random() < 0.5) {
    await desk.page.keyboard.press('F7')
    await desk.page.getByRole('dialog').waitFor()
    await picture(desk, shift, 'override')
    await desk.page.keyboard.type('Pays tomorrow', { delay: 90 })
    await desk.page.keyboard.press('Enter')
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
    await picture(desk, shift, 'overridden')
  } else {
    await desk.page.keyboard.press('Escape')
    return
  }
  shift.inside.push(code)
}

async function leave(desk: Desk, { inside }: Shift): Promise<void> {
  const code = inside.splice(Math.floor(Math.random() * inside.length), 1)[0]
  if (code !== undefined) await scan(desk, code)
}

async function strangeCard(desk: Desk, shift: Shift): Promise<void> {
  await scan(desk, `99${Math.floor(Math.random() * 1e8)}`)
  await picture(desk, shift, 'unknown')
}

async function arriveAndUndo(desk: Desk, shift: Shift): Promise<void> {
  if ((await scan(desk, cardOf((shift.next += 1)))) !== 'ok_in') return
  await wait(1_500)
  await desk.page.keyboard.press('F4')
  await wait(1_000)
  await picture(desk, shift, 'undone')
}

async function scanWhileTyping(desk: Desk, shift: Shift): Promise<void> {
  await desk.page.keyboard.press('F3')
  await desk.page.keyboard.type('mar', { delay: 130 })
  if (!(await arrive(desk, shift))) return
  await desk.page.keyboard.type('ia', { delay: 130 })
  const typed = await desk.page
    .locator('input:focus')
    .inputValue()
    .catch(() => 'no field has the focus')
  if (typed !== 'maria') note(`${desk.name}: the search has "${typed}" instead of "maria"`)
  await wait(800)
  await picture(desk, shift, 'search')
  await desk.page.keyboard.press('Escape')
}

async function checkInByHand(desk: Desk, shift: Shift): Promise<void> {
  await desk.page.keyboard.press('F3')
  await desk.page.keyboard.type(`DEMO-${String((shift.next += 1)).padStart(5, '0')}`, { delay: 100 })
  await wait(1_500)
  await picture(desk, shift, 'by-hand')
  await desk.page.keyboard.press('ArrowDown')
  await desk.page.keyboard.press('Enter')
  await wait(700)
  await picture(desk, shift, 'by-hand-done')
  await desk.page.keyboard.press('Escape')
}

async function lookAtMember(desk: Desk, shift: Shift): Promise<void> {
  await arrive(desk, shift)
  await desk.page.keyboard.press('F9')
  await wait(1_500)
  await picture(desk, shift, 'member')
  await desk.page.keyboard.press('Escape')
}

/** A couple, one card after the other within a second, at one desk. */
async function twoAtOnce(desk: Desk, shift: Shift): Promise<void> {
  const codes = [cardOf((shift.next += 1)), cardOf((shift.next += 1))]
  for (const code of codes) await typeAsScanner(desk.page, code)
  await wait(2_000)
  await picture(desk, shift, 'couple')
}

function cardOf(number: number): string {
  return `DEMO-${String(number).padStart(5, '0')}`
}

function pickHappening(): Happening {
  let left = Math.random() * HAPPENINGS.reduce((sum, [weight]) => sum + weight, 0)
  return HAPPENINGS.find(([weight]) => (left -= weight) < 0)?.[1] ?? arrive
}

/** One desk's share of the shift: things happen at random moments, one after the other. */
async function work(desk: Desk, shift: Shift, until: number): Promise<void> {
  while (Date.now() < until) {
    await wait((-Math.log(1 - Math.random()) * 60_000 * DESKS.length) / SCANS_PER_MINUTE)
    await pickHappening()(desk, shift).catch(async (error: unknown) => {
      note(`${desk.name}: ${String(error).split('\n')[0]}`)
      await picture(desk, shift, 'stuck')
      await desk.page.keyboard.press('Escape')
    })
  }
}

/** People come and go while the desks are looked at: they have to agree at one of these looks. */
const LOOKS = 10
const LOOK_AGAIN_MS = 300

/** How many are inside and came today, as each desk says. */
function figuresOf({ desks }: Shift): Promise<string[]> {
  return Promise.all(
    desks.map(async ({ page }) => {
      const [inside, today] = await Promise.all(
        ['occupancy', 'today-total'].map((id) => page.getByTestId(id).innerText()),
      )
      return `${inside ?? ''} of ${today ?? ''}`
    }),
  )
}

/** A picture of each desk a minute, and whether all show the same. */
async function watch(shift: Shift, until: number): Promise<void> {
  while (Date.now() < until) {
    await wait(60_000)
    for (const desk of shift.desks) await picture(desk, shift, 'minute')
    let figures = await figuresOf(shift)
    for (let look = 0; look < LOOKS && new Set(figures).size > 1; look++) {
      await wait(LOOK_AGAIN_MS)
      figures = await figuresOf(shift)
    }
    if (new Set(figures).size > 1) note(`the desks differ: ${figures.join(', ')}`)
  }
}

async function openDesk(browser: Browser, hub: PictureHub, name: string, index: number): Promise<Desk> {
  const viewport = index === 1 ? { width: 1920, height: 1080 } : { width: 1280, height: 800 }
  const colorScheme = index === 2 ? 'dark' : 'light'
  const page = await (await browser.newContext({ viewport, colorScheme, locale: 'en-GB' })).newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(hub.http)
  const fields = page.getByRole('textbox')
  await fields.first().fill(hub.run('link', '--role', 'receptionist', '--name', `Maria ${index + 1}`))
  await fields.last().fill(name)
  await page.keyboard.press('Enter')
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
  return { name, page, complaints, answeredMs: [] }
}

async function main(): Promise<void> {
  const [minutes = '60', folder = 'test-results/shift'] = process.argv.slice(2)
  mkdirSync(folder, { recursive: true })
  await ensureDesk()
  const executablePath = findHeadedBrowser()
  if (!executablePath) throw new Error('No browser was found.')
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-shift-'))
  const hub = await startPictureHub(data)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const desks: Desk[] = []
  for (const [index, name] of DESKS.entries()) desks.push(await openDesk(browser, hub, name, index))
  const shift: Shift = { desks, hub, folder, next: 250, inside: [] }
  const until = Date.now() + Number(minutes) * 60_000
  await Promise.all([watch(shift, until), ...desks.map((desk) => work(desk, shift, until))])
  for (const { name, answeredMs, complaints } of desks) {
    const sorted = answeredMs.toSorted((one, other) => one - other)
    const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
    note(
      `${name}: ${sorted.length} scans, median ${at(0.5)} ms, p95 ${at(0.95)} ms; ${complaints.join('; ') || 'no complaint'}`,
    )
  }
  await browser.close()
  hub.process.kill()
  rmSync(data, { recursive: true, force: true })
}

await main()
