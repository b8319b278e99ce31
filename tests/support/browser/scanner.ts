import { setTimeout } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { PRESS_AFTER_TEXT_MS } from '../../../renderer/services/scanner/listen-for-scans.ts'
import { readerKeys, type ReaderKey } from './reader-keys.ts'

/** Milliseconds between two characters of a common scanner. */
const SCANNER_GAP_MS = 8

/** Milliseconds between two characters of somebody who types: slower than any reader. */
const PERSON_GAP_MS = 100

/** Nobody holds out the next card sooner: what comes within it belongs to the scan before. */
const NEXT_CARD_MS = 310

/** Nobody presses a key sooner after a scan, or a character: it would be taken for one of the reader's. */
const NEXT_KEY_MS = 60

/**
 * Types with trusted key events that carry a scanner's own times, so that a busy machine does not make it a slow
 * typist: the page goes by the events' times. All are sent at once, since its timers run between two of them.
 */
export async function typeAsScanner(page: Page, code: string, gapMs = SCANNER_GAP_MS): Promise<void> {
  await sendAsReader(page, [...keysOf(code), ...readerKeys('Enter')], gapMs)
}

/** Sends keys as a reader does, with its own times; right after another scan, as soon as another card can be there. */
export async function sendAsReader(
  page: Page,
  keys: readonly ReaderKey[],
  gapMs: number,
  nextCardMs = NEXT_CARD_MS,
): Promise<void> {
  await untilNow(NEXT_KEY_MS + (await sendKeys(page, keys, gapMs, nextCardMs)))
}

/**
 * Types as a person does, by the events' own times: as if it had been begun so long ago that the last key comes now. Right after a scan
 * it cannot have been; then the last key comes later than now, and what is pressed next has to be later still.
 */
export async function typeAsPerson(page: Page, text: string): Promise<void> {
  await untilNow(NEXT_KEY_MS + (await sendKeys(page, keysOf(text), PERSON_GAP_MS, PERSON_GAP_MS)))
}

/** A key that went down at this time, milliseconds since 1970, and that a busy page hears of only now. */
export async function pressLate(page: Page, key: 'F8', at: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const { virtualKey: windowsVirtualKeyCode, key: name, code } of readerKeys(key)) {
    const event = { key: name, code, windowsVirtualKeyCode, timestamp: at / 1000 }
    await session.send('Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' })
    await session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
  }
  await session.detach()
}

/** The same of a press of the mouse on what is there now. */
export async function clickLate(page: Page, target: Locator, at: number): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('Nothing is there to be pressed.')
  const place = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    button: 'left',
    clickCount: 1,
  } as const
  const session = await page.context().newCDPSession(page)
  for (const type of ['mousePressed', 'mouseReleased'] as const) {
    await session.send('Input.dispatchMouseEvent', { ...place, type, timestamp: at / 1000 })
  }
  await session.detach()
}

/** Until an ending key is a person's again, and no more the reader's of the scan before. */
export async function untilScanIsOver(page: Page): Promise<void> {
  await untilNow(nextKeyAt.get(page) ?? 0)
}

/** Until Enter beside a field is a person's: nobody presses a button as soon after what they typed. */
export async function untilPressIsOwn(page: Page): Promise<void> {
  await untilNow((nextKeyAt.get(page) ?? 0) + PRESS_AFTER_TEXT_MS)
}

/** Of a page that was loaded anew: to it nothing has been typed yet, and the next key comes now. */
export function forgetKeys(page: Page): void {
  nextKeyAt.delete(page)
}

/** Until the clock has come to the last key's own time. */
async function untilNow(lastKeyAt: number): Promise<void> {
  while (Date.now() < lastKeyAt) await setTimeout(lastKeyAt - Date.now())
}

/** Characters of which a browser is not told by what key they came. */
function keysOf(text: string): ReaderKey[] {
  return Array.from(text, (character) => ({
    ...{ key: character, code: '', text: character, modifiers: 0 },
    virtualKey: character.toUpperCase().charCodeAt(0),
  }))
}

/** When the next key may come on each page: not before one that was sent before it, nor as soon as if it belonged to it. */
const nextKeyAt = new WeakMap<Page, number>()

/**
 * Sends keys with times of their own, also some that are yet to come. Resolves with the time of the last key, milliseconds since
 * 1970; nothing else comes for `quietMs` after it.
 */
export async function sendKeys(
  page: Page,
  keys: readonly ReaderKey[],
  gapMs: number,
  quietMs: number,
): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const lastsMs = keys.reduce((sum, { pauseMs = gapMs }) => sum + pauseMs, 0)
  // A page takes no key for older than itself: those of before would all come at once.
  const loadedAt = await page.evaluate(() => performance.timeOrigin)
  let at = Math.max(Date.now() - lastsMs, nextKeyAt.get(page) ?? 0, loadedAt)
  nextKeyAt.set(page, at + lastsMs + quietMs)
  const sent = keys.flatMap(({ key, code, text, virtualKey, modifiers, pauseMs = gapMs }) => {
    at += pauseMs
    if (key === '') return []
    const timestamp = at / 1000
    const event = { key, code, modifiers, windowsVirtualKeyCode: virtualKey }
    return [
      session.send('Input.dispatchKeyEvent', {
        ...{ ...event, type: text === '' ? 'rawKeyDown' : 'keyDown', text, timestamp },
      }),
      session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp', timestamp: timestamp + 0.002 }),
    ]
  })
  await Promise.all(sent)
  await session.detach()
  return at
}
