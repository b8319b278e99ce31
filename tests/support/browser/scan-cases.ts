import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { REST_MS } from '../../../renderer/services/scanner/burst.ts'
import { launchBrowser, newDeskContext, pageDesk, untilLive, type PageDesk } from './browser.ts'
import { pageState } from './page-state.ts'
import { readerKeys, type ReaderKey } from './reader-keys.ts'
import { sendAsReader, typeAsPerson, typeAsScanner } from './scanner.ts'
import { sentCommands } from './sent-commands.ts'
import { addPerson, keepSignIn } from './people.ts'
import { addMember, startHub, type TestHub } from '../hub/hub.ts'

/** What readers send, and what is right: the codes that the hub is asked about, or what the stage says instead. */
interface ScanCase {
  name: string
  before?: 'search' | 'renewal' | 'button'
  /** Milliseconds a key. */
  gap?: number
  keys: string[]
  sends: string[]
  shows?: string
}

export type Into = 'nothing' | 'search' | 'renewal' | 'button'

const { members, cases, licence } = JSON.parse(readFileSync('tests/cases/scans.json', 'utf8')) as {
  members: Record<string, string>
  cases: ScanCase[]
  licence: string[]
}

/** A card that comes sooner after many lines, or after a torn code, may be one more of them, or its rest. */
export const AFTER_LINES_MS = REST_MS + 10

/** Lines of the licence that are too long to stand anywhere by chance. */
export const LICENCE_LINES = licence.filter((line) => line.length >= 8)

export const licenceKeys = (): ReaderKey[] => licence.flatMap((line) => [line, 'Enter']).flatMap(readerKeys)

const keysOf = ({ keys }: ScanCase): ReaderKey[] =>
  keys.flatMap((stretch) => (stretch === 'licence' ? licenceKeys() : readerKeys(stretch)))

/** The card of somebody whose plan is over: of another person each time, since the same card again is no news. */
const expiredCard = (nth: number): string => `OLD-${String(nth).padStart(5, '0')}`

/** Somebody’s work into which the scan comes. */
const BEFORE: Readonly<Record<Into, (page: Page, nth: number) => Promise<void>>> = {
  nothing: (page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()),
  async search(page) {
    await page.keyboard.press('F3')
    await typeAsPerson(page, 'fay exam')
    await page.getByTestId('found-row').waitFor()
  },
  async renewal(page, nth) {
    await typeAsScanner(page, expiredCard(nth))
    await page.locator('[data-testid=scan-result][data-reason=expired]').waitFor()
    await page.keyboard.press('F5')
    await page.getByRole('dialog').getByRole('textbox').first().focus()
  },
  button: (page) => page.getByTestId('present-row').first().getByRole('button').focus(),
}

/** Leaves the work, and the stage, on which no other result may wait where the next one is worked on by a key. */
async function leave(desk: PageDesk): Promise<void> {
  const { page } = desk
  if ((await page.getByRole('dialog').count()) > 0) {
    await page.reload()
    await untilLive(desk)
    return
  }
  const search = page.getByRole('search').locator('input')
  await search.fill('')
  await search.blur()
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape')
      return (await desk.result()).verdict
    })
    .toBe('')
}

/** A gym with the members of the cases, somebody inside, and a desk at which Anna works. */
async function openGym(hub: TestHub) {
  await addPerson(hub, { username: 'anna' })
  for (const [name, credentials] of Object.entries(members)) {
    await addMember(hub, { full_name: `${name} Example`, credentials })
  }
  for (const nth of cases.keys()) {
    const credentials = expiredCard(nth)
    await addMember(hub, { full_name: `Old Example ${nth}`, credentials, valid_until: '2020-01-01' })
  }
  const context = await newDeskContext(await launchBrowser())
  await keepSignIn(context, hub, 'anna')
  const page = await context.newPage()
  const desk = pageDesk(page)
  const sent = sentCommands(page)
  await page.goto(hub.http)
  await untilLive(desk)
  return { ...desk, sent }
}

export const INTO = Object.keys(BEFORE) as Into[]

/** Tries what readers send into some work, one after the other at one desk. */
export async function tryScans(into: Into): Promise<void> {
  const desk = await openGym(await startHub({ demo: '20' }))
  const { page, sent } = desk
  const tried = cases.filter((each) => (each.before ?? 'nothing') === into)
  for (const [nth, each] of tried.entries()) {
    const message = { message: each.name }
    await BEFORE[into](page, nth)
    const [were, sofar] = [await pageState(page), sent.length]
    const nextCardMs = each.shows === 'ambiguous' ? AFTER_LINES_MS : undefined
    await sendAsReader(page, keysOf(each), each.gap ?? 8, nextCardMs)
    const shown = async (): Promise<string> => (await desk.result()).reason ?? ''
    if (each.shows !== undefined) await expect.poll(shown, message).toBe(each.shows)
    // Another card: what was sent before it, was sent by then.
    const next = `NEXT-${uuidv7()}`
    await desk.scan(next)
    await expect.poll(() => sent.slice(sofar), message).toEqual([...each.sends, next])
    expect(await pageState(page), each.name).toEqual(were)
    await leave(desk)
  }
  expect(desk.complaints).toEqual([])
}
