import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Read } from './decode-keys.ts'
import { listenForScans } from './listen-for-scans.ts'
import { ANY_READER } from './reader-profile.ts'
import type { Unread } from './unread.ts'

afterEach(() => vi.unstubAllGlobals())

/** A field that has the focus. */
class FakeField extends EventTarget {
  readonly isConnected = false
  readonly selectionStart = null
  #text = ''
  get value(): string {
    return this.#text
  }
  set value(text: string) {
    this.#text = text
  }
}

/** A field that no test has. */
class OtherField extends EventTarget {}

/** A page that hears keys with times of their own, so many milliseconds late, and timers that the test lets run out. */
function listening(profile = ANY_READER, lateMs = 0) {
  for (const name of ['HTMLElement', 'HTMLInputElement']) vi.stubGlobal(name, FakeField)
  for (const name of ['HTMLTextAreaElement', 'HTMLSelectElement']) vi.stubGlobal(name, OtherField)
  let at = 1_000
  const page = Object.assign(new EventTarget(), { performance: { now: () => at + lateMs } })
  const reads: Read[] = []
  const waiting = new Map<number, { callback: () => void; ms: number; dueAt: number }>()
  let lastTimer = 0
  const timers = {
    setTimeout(callback: () => void, ms: number) {
      waiting.set((lastTimer += 1), { callback, ms, dueAt: at + lateMs + ms })
      return lastTimer
    },
    clearTimeout: (timer: number) => void waiting.delete(timer),
  }
  const runOut = (isDue: (timer: { ms: number; dueAt: number }) => boolean): void => {
    const due = [...waiting].filter(([, timer]) => isDue(timer))
    for (const [timer] of due) waiting.delete(timer)
    for (const [, { callback }] of due) callback()
  }
  const unread: Unread[] = []
  listenForScans({
    ...{ page: page as unknown as Window, profile: () => profile, timers },
    onRead: (read) => void reads.push(read),
    onUnread: (why) => void unread.push(why),
  })
  const reached: string[] = []
  page.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent
    reached.push(event.defaultPrevented ? `${key}, prevented` : key)
  })
  page.addEventListener('keyup', (event) => void reached.push(`${(event as KeyboardEvent).key} up`))
  const field = new FakeField()
  const down = (
    init: { key: string; code?: string; altKey?: boolean },
    target: EventTarget = page,
  ): Event => {
    const state = { code: '', getModifierState: () => false, ...init }
    const event = Object.assign(new Event('keydown', { cancelable: true }), state)
    Object.defineProperties(event, { timeStamp: { value: at }, target: { value: target } })
    page.dispatchEvent(event)
    return event
  }
  return {
    reads,
    unread,
    /** Keys that whatever has the focus hears of. */
    reached,
    field,
    type(keys: readonly string[], gapMs: number) {
      for (const key of keys) {
        down({ key })
        at += gapMs
      }
    },
    /** Types into the field, which takes what nothing prevents. */
    typeInField(keys: readonly string[], gapMs: number) {
      for (const key of keys) {
        const { defaultPrevented } = down({ key }, field)
        if (key.length === 1 && !defaultPrevented) field.value += key
        at += gapMs
      }
    },
    /** Each character as Alt and its number, which the system writes once Alt is let go, whatever the page prevents. */
    typeWithAltInField(text: string, gapMs: number) {
      for (const character of text) {
        down({ key: 'Alt', code: 'AltLeft', altKey: true }, field)
        for (const key of String(character.charCodeAt(0)).padStart(3, '0')) {
          at += gapMs
          down({ key, code: `Numpad${key}`, altKey: true }, field)
        }
        if (character >= ' ') field.value += character
        at += gapMs
      }
    },
    /** The same keys held until they repeat, and let go. */
    released(keys: readonly string[]) {
      for (const key of new Set(keys)) {
        const repeated = { key, code: '', repeat: true, getModifierState: () => false }
        if (key !== keys[0]) page.dispatchEvent(Object.assign(new Event('keydown'), repeated))
        page.dispatchEvent(Object.assign(new Event('keyup'), { key, code: '' }))
      }
    },
    /** Those that were set for so many milliseconds at most. */
    letTimersRunOut: (withinMs = Infinity) => runOut(({ ms }) => ms <= withinMs),
    /** Those whose time has come by the keys' own clock. */
    letDueTimersRunOut: () => runOut(({ dueAt }) => dueAt <= at),
  }
}

const keysOf = (code: string): string[] => Array.from(code)

describe('the keys of a scan', () => {
  it('are one code where a busy PC brings the rest late: their own times tell, not when they come', () => {
    const { reads, type, letTimersRunOut } = listening()
    type(keysOf('DEM'), 8)
    letTimersRunOut()
    type([...keysOf('O-00621'), 'Enter'], 8)
    letTimersRunOut()
    expect(reads).toEqual([{ is: 'code', code: 'DEMO-00621' }])
  })

  it('are waited for behind an ending key for longer where a busy PC brings them late', () => {
    const { reads, type, letTimersRunOut } = listening(ANY_READER, 100)
    type([...keysOf('DEMO-0'), 'Enter'], 8)
    letTimersRunOut(100)
    type([...keysOf('0621'), 'Enter'], 8)
    letTimersRunOut()
    expect(reads).toEqual([{ is: 'ambiguous', typed: '' }])
  })

  it('reach no list and no menu, but for the first, which may be a person’s', () => {
    const { reads, type, reached, letTimersRunOut } = listening()
    type([...keysOf('DEMO-00621'), 'Enter'], 8)
    letTimersRunOut()
    expect(reads).toEqual([{ is: 'code', code: 'DEMO-00621' }])
    expect(reached).toEqual(['D'])
  })

  it('are a person’s where they come slowly, and reach everything', () => {
    const { type, reached } = listening()
    type(keysOf('down'), 300)
    expect(reached).toEqual(['d', 'o', 'w', 'n'])
  })

  it('are told of once no further line can come, and of many lines only that they were', () => {
    const { reads, type, letTimersRunOut } = listening()
    type([...keysOf('DCSSAMPLE'), 'Enter'], 8)
    expect(reads).toEqual([])
    type([...keysOf('DACJOHN'), 'Enter', ...keysOf('DBB06061986'), 'Enter'], 8)
    letTimersRunOut()
    expect(reads).toEqual([{ is: 'ambiguous', typed: '' }])
  })

  it.each(['ArrowDown', 'Shift', 'Enter'])('are told of no sooner where %s comes behind the end', (key) => {
    const { reads, type, letDueTimersRunOut, letTimersRunOut } = listening()
    type([...keysOf('DEMO-0'), 'Enter', key, key], 8)
    letDueTimersRunOut()
    expect(reads).toEqual([])
    letTimersRunOut()
    expect(reads).toEqual([{ is: 'code', code: 'DEMO-0' }])
  })

  it('reach nothing after its end either, however many ending keys there are', () => {
    const { type, reached } = listening()
    type([...keysOf('DEMO-00621'), 'Enter'], 8)
    type(['Enter', 'Tab', 'Enter', 'Enter'], 200)
    expect(reached).toEqual(['D'])
  })

  it('reach nothing when they are held or come up', () => {
    const { type, released, reached } = listening()
    type([...keysOf('DEMO-00621'), 'Enter'], 8)
    released([...keysOf('DEMO-00621'), 'Enter'])
    expect(reached).toEqual(['D', 'D up'])
  })

  it('end in silence where no key ends them, and nothing is left of them then', () => {
    const { reads, type, letTimersRunOut } = listening()
    type(keysOf('DEMO-00621'), 8)
    letTimersRunOut()
    type(keysOf('DEMO-00622'), 8)
    letTimersRunOut()
    expect(reads).toEqual([
      { is: 'code', code: 'DEMO-00621' },
      { is: 'code', code: 'DEMO-00622' },
    ])
  })
})

describe('letters that a person types as quickly as a reader', () => {
  it.each([200, 500])('stay in the field, which hears of Enter %i ms after them', (beforeEnterMs) => {
    const { reads, reached, field, typeInField, letTimersRunOut } = listening()
    typeInField(keysOf('mar'), 150)
    typeInField(keysOf('tio'), 40)
    typeInField(['n'], beforeEnterMs)
    letTimersRunOut()
    typeInField(['Enter'], 0)
    letTimersRunOut()
    expect([reads, field.value, reached.at(-1)]).toEqual([[], 'martion', 'Enter'])
  })
})

describe('a code that a reader types as Alt and numbers', () => {
  it('leaves nothing in the field, and is read without an ending key', () => {
    const { reads, field, typeInField, typeWithAltInField, letTimersRunOut } = listening()
    typeInField(keysOf('Mar'), 300)
    typeWithAltInField('GYM00012', 5)
    letTimersRunOut()
    expect([reads, field.value]).toEqual([[{ is: 'code', code: 'GYM00012' }], 'Mar'])
  })

  it('leaves nothing in the field where a key ends it, nor where it begins with a control character', () => {
    const { reads, field, typeInField, typeWithAltInField, letTimersRunOut } = listening()
    typeInField(keysOf('Mar'), 300)
    typeWithAltInField('\u0002GYM00012', 5)
    typeInField(['Enter'], 5)
    letTimersRunOut()
    expect([reads, field.value]).toEqual([[{ is: 'code', code: 'GYM00012' }], 'Mar'])
  })
})

describe('what came in a reader’s rhythm and is no code', () => {
  it.each([60, 80, 120])('is told as too slow at %i ms a key', (gapMs) => {
    const { reads, unread, type } = listening()
    type([...keysOf('GYM0001'), 'Enter'], gapMs)
    expect([reads, unread]).toEqual([[], ['too_slow']])
  })

  it('is told as too slow where the desk has learned a faster reader', () => {
    const { reads, unread, type } = listening({ ...ANY_READER, maxKeyGapMs: 24 })
    type([...keysOf('GYM0001'), 'Enter'], 30)
    expect([reads, unread]).toEqual([[], ['too_slow']])
  })

  it('is told as too short where it has fewer characters than any card', () => {
    const { reads, unread, type } = listening()
    type([...keysOf('A12'), 'Enter'], 8)
    expect([reads, unread]).toEqual([[], ['too_short']])
  })

  it('is nothing where a person typed it unevenly, or where it was read', () => {
    const { unread, type } = listening()
    for (const [word, gapMs] of [
      ['me', 90],
      ['ie', 130],
      ['r', 70],
    ] as const)
      type(keysOf(word), gapMs)
    type(['Enter'], 400)
    type([...keysOf('GYM0001'), 'Enter'], 8)
    expect(unread).toEqual([])
  })
})
