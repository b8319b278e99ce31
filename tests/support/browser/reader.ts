import type { CDPSession, Page } from 'playwright-core'
import {
  characterOf,
  keyOf,
  type KeyboardLayout,
} from '../../../renderer/services/scanner/keyboard-layouts.ts'

/** How a reader is set up, and the PC that it types into. */
export interface ReaderSetUp {
  reader: KeyboardLayout
  pc: KeyboardLayout
  capsLock: boolean
  prefix: string
  suffix: string
  ends: 'Enter' | 'Tab'
}

const SHIFT = 8
const END_CODES = { Enter: 13, Tab: 9 } as const

/** Between two scans of one reader: long enough to be two, by the events' own times. */
const BETWEEN_SCANS_MS = 400

/**
 * A reader at a page: trusted key events by place and by what the PC's layout makes of them, with times of their own,
 * so that a shift of scans takes seconds. The desk goes by the events' times.
 */
export class TestReader {
  readonly #session: CDPSession
  #atMs = Date.now()

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async at(page: Page): Promise<TestReader> {
    return new TestReader(await page.context().newCDPSession(page))
  }

  /**
   * Types a code and what ends it, `gapMs` between two keys. Where `until` is given, the PC holds the second half of the keys
   * back until it resolves; they tell their own times all the same.
   */
  async scan(code: string, gapMs: number, setUp: ReaderSetUp, until?: () => Promise<void>): Promise<void> {
    this.#atMs = Math.max(this.#atMs + BETWEEN_SCANS_MS, Date.now())
    const sent: Promise<unknown>[] = []
    const text = `${setUp.prefix}${code}${setUp.suffix}`
    let left = Math.ceil(text.length / 2)
    for (const character of text) {
      if (left === 0) await until?.()
      left -= 1
      const place = keyOf(setUp.reader, character)
      if (!place) throw new Error(`A reader set to ${setUp.reader} cannot send ${character}.`)
      const made = flipped(characterOf(setUp.pc, place) ?? '', setUp.capsLock)
      sent.push(...this.#press(place.code, made || 'Dead', made, place.shift ? SHIFT : 0))
      this.#atMs += gapMs
    }
    sent.push(
      ...this.#press(setUp.ends, setUp.ends, setUp.ends === 'Enter' ? '\r' : '', 0, END_CODES[setUp.ends]),
    )
    await Promise.all(sent)
  }

  /** Types as a person does: each character after its own time. */
  async typeLikePerson(strokes: readonly { key: string; gapMs: number }[]): Promise<void> {
    this.#atMs = Math.max(this.#atMs + BETWEEN_SCANS_MS, Date.now())
    const sent: Promise<unknown>[] = []
    for (const { key, gapMs } of strokes) {
      this.#atMs += gapMs
      const place = keyOf('us', key)
      const text = key === 'Enter' ? '\r' : key
      sent.push(
        ...this.#press(place?.code ?? key, key, text, place?.shift ? SHIFT : 0, key === 'Enter' ? 13 : 0),
      )
    }
    await Promise.all(sent)
  }

  #press(code: string, key: string, text: string, modifiers: number, virtualKey = 0): Promise<unknown>[] {
    const windowsVirtualKeyCode = virtualKey || virtualKeyOf(code)
    const event = { code, key, modifiers, windowsVirtualKeyCode, timestamp: this.#atMs / 1000 }
    return [
      this.#session.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...event }),
      this.#session.send('Input.dispatchKeyEvent', {
        type: 'keyUp',
        ...event,
        timestamp: event.timestamp + 0.0005,
      }),
    ]
  }
}

function flipped(character: string, capsLock: boolean): string {
  if (!capsLock) return character
  const other = character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase()
  return other.length === character.length ? other : character
}

/** Windows' number of a punctuation key: any of them will do. */
const VK_OEM_1 = 186

/**
 * Windows' number of a key by its place. By its character it could be that of an arrow (`&` is 38, as Up is), which the
 * browser's own list below a password field would take for itself.
 */
function virtualKeyOf(code: string): number {
  const [, character] = /^(?:Key|Digit)(.)$/.exec(code) ?? []
  return character === undefined ? VK_OEM_1 : character.charCodeAt(0)
}
