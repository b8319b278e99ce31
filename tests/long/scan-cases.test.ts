import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser, newDeskContext, pageDesk, untilLive } from '../support/browser/browser.ts'
import { holdLine } from '../support/browser/hub-away.ts'
import { addPerson, keepSignIn } from '../support/browser/people.ts'
import { openSetUp } from '../support/browser/reader-desk.ts'
import { AFTER_LINES_MS, INTO, LICENCE_LINES, licenceKeys, tryScans } from '../support/browser/scan-cases.ts'
import { sendAsReader, typeAsPerson, untilScanIsOver } from '../support/browser/scanner.ts'
import { storeAsItIs, textsOf } from '../support/browser/texts-of-page.ts'
import { startHubProcess } from '../support/hub/hub.ts'

/** All of `tests/cases/scans.json`. */
describe.skipIf(!BROWSER)('what readers send', () => {
  it.each(INTO)(
    'is answered as the whole code that it is, or not at all, and changes nothing else: into %s',
    (into) => tryScans(into),
  )
})

/** What of a licence stands in these texts, by where. */
function foundIn(texts: Record<string, string>): string[] {
  return Object.entries(texts).flatMap(([where, text]) =>
    LICENCE_LINES.filter((line) => text.includes(line)).map((line) => `${where}: ${line}`),
  )
}

/** All that a hub has written of what it did. */
function logIn(folder: string): string {
  const logs = join(folder, 'logs')
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('\n')
}

/** A desk whose hub logs all that it can, and whose page stores what waits as it is. */
async function openReadableDesk() {
  const hub = await startHubProcess(['--port', '0', '--log-level', 'trace'])
  await addPerson(hub, { username: 'anna' })
  const context = await newDeskContext(await launchBrowser())
  await keepSignIn(context, hub, 'anna')
  const line = await holdLine(context)
  const page = await context.newPage()
  await storeAsItIs(page)
  await page.goto(hub.http)
  const desk = pageDesk(page)
  await untilLive(desk)
  return { ...desk, hub, line }
}

const WORK: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['nothing focused', () => Promise.resolve()],
  ['the set-up open', (page) => openSetUp(page)],
  [
    'a member searched for',
    async (page) => {
      await page.keyboard.press('F3')
      await typeAsPerson(page, 'fay')
    },
  ],
]

describe.skipIf(!BROWSER)('a driver’s licence', () => {
  it('leaves none of its text on the screen, in the browser or in the hub’s log', async () => {
    const { hub, line, ...desk } = await openReadableDesk()
    const { page } = desk
    const reason = async () => (await desk.result()).reason
    const lookAfter = async (work: string): Promise<void> => {
      await sendAsReader(page, licenceKeys(), 6, AFTER_LINES_MS)
      await expect.poll(reason).toBeTruthy()
      expect(foundIn(await textsOf(page)), work).toEqual([])
      expect(await reason(), work).toBe('ambiguous')
      // Until then a key is one more of the reader's.
      await untilScanIsOver(page)
    }
    for (const [work, begin] of WORK) {
      await begin(page)
      await lookAfter(work)
      await page.keyboard.press('Escape')
    }
    await line.setAway(true)
    await expect.poll(desk.connection).not.toBe('live')
    await lookAfter('the hub away')
    // A card is kept until the hub is back, and shows that this is where it would stand.
    await desk.scan('WAITING-CARD')
    await expect.poll(async () => (await textsOf(page)).database).toContain('WAITING-CARD')
    expect(foundIn(await textsOf(page))).toEqual([])
    await line.setAway(false)
    await untilLive(desk)
    await expect.poll(reason).toBe('unknown_credential')
    const log = { log: logIn(hub.folder), stderr: hub.complaints() }
    expect(log.log).toContain('"level":"trace"')
    expect(foundIn(log)).toEqual([])
    expect(desk.complaints).toEqual([])
  })
})
