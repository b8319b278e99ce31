import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** Milliseconds between two characters of a common scanner. */
const SCANNER_GAP_MS = 8

/** Milliseconds between two characters of somebody who types: slower than any reader. */
const PERSON_GAP_MS = 100

/** What a key tells of itself beside its time. */
type Key = readonly [key: string, text: string, virtualKey: number]

const ENTER: Key = ['Enter', '\r', 13]

/**
 * Types with trusted key events that carry a scanner's own times, so that a busy machine does not make it a slow
 * typist: the page goes by the events' times. All are sent at once, since its timers run between two of them.
 */
export async function typeAsScanner(page: Page, code: string, gapMs = SCANNER_GAP_MS): Promise<void> {
  await send(page, [...keysOf(code), ENTER], gapMs)
}

/**
 * Types as a person does, by the events' own times: as if it had been begun so long ago that the last key comes now. Right after a scan
 * it cannot have been; then the last key comes later than now, and what is pressed next has to be later still.
 */
export async function typeAsPerson(page: Page, text: string): Promise<void> {
  const lastKeyAt = await send(page, keysOf(text), PERSON_GAP_MS)
  while (Date.now() < lastKeyAt) await setTimeout(lastKeyAt - Date.now())
}

function keysOf(text: string): Key[] {
  return Array.from(text, (character) => [character, character, character.toUpperCase().charCodeAt(0)])
}

/** When the next key may come on each page: not before one that was sent before it, nor as soon as if it belonged to it. */
const nextKeyAt = new WeakMap<Page, number>()

/** Resolves with the time of the last key, milliseconds since 1970. */
async function send(page: Page, keys: readonly Key[], gapMs: number): Promise<number> {
  const session = await page.context().newCDPSession(page)
  let at = Math.max(Date.now() - keys.length * gapMs, nextKeyAt.get(page) ?? 0)
  nextKeyAt.set(page, at + (keys.length + 1) * gapMs)
  const sent = keys.flatMap(([key, text, windowsVirtualKeyCode]) => {
    at += gapMs
    const timestamp = at / 1000
    return [
      session.send('Input.dispatchKeyEvent', {
        ...{ type: 'keyDown', key, text, timestamp, windowsVirtualKeyCode },
      }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: timestamp + 0.002 }),
    ]
  })
  await Promise.all(sent)
  await session.detach()
  return at
}
