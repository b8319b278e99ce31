import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ANY_READER, type ReaderProfile } from '../../renderer/services/scanner/reader-profile.ts'
import { codesIn, type Typed } from '../../renderer/services/testing/reads-in.ts'
import { randomCases } from '../support/random.ts'

/** Bursts that are tried every day. */
const BURSTS = randomCases(3_000)

/** What comes into a code, and is none of its characters. */
interface Break {
  /** Before which character, as a share of them. */
  where: number
  keys: readonly Omit<Typed, 'gap'>[]
}

const command = (key: string) => ({ key, isCommand: true })
const alt = (digits: string) =>
  Array.from(digits, (key) => ({ key, code: `Numpad${key}`, isCommand: true, hasAlt: true }))

const dropped = [
  ...['ArrowDown', 'Backspace', 'Delete', 'Escape', 'F8', 'F5', 'Home'].map((key) => [{ key, code: key }]),
  ...[']', '\\', 'v'].map((key) => [command(key)]),
  [{ key: 'Alt' }, ...alt('029')],
  [{ key: 'Shift' }],
]
const unsure = [
  [{ key: 'Unidentified' }],
  [{ key: 'Alt' }, ...alt('0233')],
  [{ ...command('l'), hasAlt: true }],
]
const ending = [[{ key: 'Enter' }], [{ key: 'Tab' }], [command('j')], [command('m')], [command('d')]]

/** Coarse enough that several of them often come at the same character. */
const PLACES = 6

const breaks = fc.array(
  fc.record<Break>({
    where: fc.nat(PLACES).map((place) => place / PLACES),
    keys: fc.constantFrom(...dropped, ...unsure, ...ending),
  }),
  { maxLength: 3 },
)
const lastKeys = fc.array(fc.constantFrom(...ending, ...dropped), { maxLength: 3 })

/** A pause before one of the characters. */
const pauses = (longestMs: number) =>
  fc.option(
    fc.record({
      where: fc.double({ min: 0, max: 1, noNaN: true }),
      ms: fc.integer({ min: 1, max: longestMs }),
    }),
  )

interface Scan {
  /** By a person. */
  typed: string
  code: string
  gapMs: number
  breaks: readonly Break[]
  pause: { where: number; ms: number } | null
  ends: readonly (readonly Omit<Typed, 'gap'>[])[]
}

const scans = (longestPauseMs: number) =>
  fc.array(
    fc.record<Scan>({
      ...{
        breaks,
        pause: pauses(longestPauseMs),
        ends: lastKeys,
        typed: fc.constantFrom('', '', 'z', 'zoe'),
      },
      code: fc.stringMatching(/^[A-Z0-9-]{8,24}$/),
      gapMs: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 1, maxLength: 3 },
  )

const isEnding = ({ keys }: Break): boolean => ending.some((end) => end === keys)

/** Behind fewer characters a longer pause is as likely a person's: what comes after it is a card of its own. */
const LEAST_BEFORE_PAUSE = 4
const LONGEST_EARLY_PAUSE_MS = 229

/** The keys of one scan; the first one long after anything else, as what somebody has typed. */
function keysOf({ typed, code, gapMs, breaks: broken, pause: paused, ends }: Scan): Typed[] {
  const at = ({ where }: { where: number }): number => Math.max(1, Math.floor(where * code.length))
  const isPausedAt = (index: number): boolean => {
    // After an ending key a pause is that between two cards.
    const lines = broken.filter((each) => isEnding(each) && at(each) <= index).map(at)
    if (paused === null || at(paused) !== index) return false
    const isAlone = broken.every((each) => at(each) > index)
    return (
      (isAlone && paused.ms <= LONGEST_EARLY_PAUSE_MS) || index - Math.max(0, ...lines) >= LEAST_BEFORE_PAUSE
    )
  }
  const keys = Array.from(code).flatMap((key, index): Typed[] => {
    const before = broken.filter((each) => at(each) === index).flatMap((each) => each.keys)
    const own = [...before, { key, code: /[A-Z]/.test(key) ? `Key${key}` : '' }]
    const pauseMs = isPausedAt(index) ? (paused?.ms ?? 0) : 0
    return own.map((each, nth) => ({ ...each, gap: gapMs + (nth === 0 ? pauseMs : 0) }))
  })
  const last = [{ key: 'Enter' }, ...ends.flat()].map((key) => ({ ...key, gap: gapMs }))
  const before = Array.from(typed).map((key, index) => ({ key, gap: index === 0 ? 2_000 : 100 }))
  return [...before, { key: 'Shift', gap: 2_000 }, ...keys, ...last]
}

// Where silence may end a code, a longer pause is one.
it.each([
  ['any', 270],
  ['enter', 900],
] as const)(
  'of a burst with breaks, endings and pauses of every sort nobody is looked up but by the whole code: ends “%s”',
  (ends, longestPauseMs) => {
    const profile: ReaderProfile = { ...ANY_READER, ends }
    fc.assert(
      fc.property(scans(longestPauseMs), (bursts) => {
        const whole = bursts.map(({ code }) => code)
        const looked = codesIn(bursts.flatMap(keysOf), profile).filter(
          (read) => !read.startsWith('ambiguous'),
        )
        expect(looked.filter((code) => !whole.includes(code))).toEqual([])
      }),
      { numRuns: BURSTS },
    )
  },
)
