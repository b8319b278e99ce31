import type { Page } from 'playwright-core'

/** Milliseconds between two characters of a common scanner. */
export const SCANNER_GAP_MS = 8

/**
 * Types with trusted key events that carry a scanner's own times, so that a busy machine does not make it a slow
 * typist: the page goes by the events' times. All are sent at once, since its timers run between two of them.
 */
export async function typeAsScanner(page: Page, code: string, gapMs = SCANNER_GAP_MS): Promise<void> {
  const session = await page.context().newCDPSession(page)
  let timestamp = (Date.now() - (code.length + 1) * gapMs) / 1000
  const sent: Promise<unknown>[] = []
  const press = (key: string, text: string, virtualKey: number): void => {
    const event = { key, text, timestamp, windowsVirtualKeyCode: virtualKey }
    sent.push(
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: timestamp + 0.002 }),
    )
    timestamp += gapMs / 1000
  }
  for (const character of code) press(character, character, character.toUpperCase().charCodeAt(0))
  press('Enter', '\r', 13)
  await Promise.all(sent)
  await session.detach()
}
