import type { Fault } from '../fault.ts'

const BURST = 'renderer/services/scanner/burst.ts'
const DECODER = 'renderer/services/scanner/wedge-decoder.ts'
const BROKEN = ['renderer/services/scanner/broken-bursts.test.ts']
const LISTEN = ['renderer/services/scanner/listen-for-scans.test.ts']
const CASES = ['tests/long/scan-cases.test.ts']

/** What breaks a burst of a reader's keys, what follows it, and many of them at once. */
export const scanningFaults: readonly Fault[] = [
  {
    name: 'a key that writes nothing breaks a code in two',
    file: DECODER,
    was: "if (link === 'next' || (link === 'paused' && isReaders(burst))) {",
    becomes: "if (link === 'paused' && isReaders(burst)) {",
    caughtBy: BROKEN,
    title: 'is dropped',
    isSlow: true,
  },
  {
    name: 'a character that nobody can tell is left out of the code',
    file: DECODER,
    was: "kind === 'unknown' ? { ...longer, isTorn: true } : longer",
    becomes: 'longer',
    caughtBy: BROKEN,
    title: 'may have been a character',
  },
  {
    name: 'the first of many lines is a code',
    file: DECODER,
    was: '  if (!isText) return over\n',
    becomes: '  if (isText || !isText) return over\n',
    caughtBy: BROKEN,
    title: 'many',
  },
  {
    name: 'each line of a licence is a card',
    file: DECODER,
    was: 'if (!ended.byKey || gapMs > profile.maxKeyGapMs) return null',
    becomes: 'if (ended.byKey || gapMs > profile.maxKeyGapMs) return null',
    caughtBy: CASES,
    title: 'leaves none of its text',
    isSlow: true,
  },
  {
    name: 'what a pause has left of a code is a code of its own',
    file: BURST,
    was: 'const isTorn = at <= restUntil',
    becomes: 'const isTorn = at <= restUntil && at < 0',
    caughtBy: BROKEN,
    title: 'what a pause leaves',
  },
  {
    name: 'what somebody typed long ago makes the first character of a card theirs',
    file: BURST,
    was: 'before.keys.length > 0 && at - before.lastAt <= TYPING_PAUSE_MS',
    becomes: 'before.keys.length > 0 && at - before.lastAt <= TYPING_PAUSE_MS ** 3',
    caughtBy: BROKEN,
    title: 'has stopped',
  },
  {
    name: 'a second ending key presses what has the focus',
    file: DECODER,
    was: 'return gapMs <= MORE_ENDS_MS && ',
    becomes: 'return gapMs <= 0 && ',
    caughtBy: LISTEN,
    title: 'after its end',
  },
  {
    name: 'a member waits behind cards that nobody has',
    file: 'renderer/services/scan-queue.ts',
    was: 'isOfUnknownCard(shown) && ',
    becomes: 'next === shown && ',
    caughtBy: ['renderer/services/scan-queue.test.ts'],
    title: 'gives way at once',
  },
  {
    name: 'another member’s green takes the place of a card that could not be read',
    file: 'renderer/services/scan-queue.ts',
    was: "result?.reason === 'unknown_credential'",
    becomes: 'result?.member === null',
    caughtBy: ['renderer/services/scan-queue.test.ts'],
    title: 'is not passed over',
  },
  {
    name: 'four quick letters and a late Enter are taken for a reader’s',
    file: DECODER,
    was: ': isReadersThoughLate(burst)',
    becomes: ': isReadersThoughLate(burst) || isReaders(burst)',
    caughtBy: LISTEN,
    title: 'stay in the field',
  },
  {
    name: 'Alt breaks off what a reader types with it',
    file: DECODER,
    was: "return { is: 'beside', burst",
    becomes: "return { is: 'nothing', burst",
    caughtBy: LISTEN,
    title: 'as Alt and numbers',
  },
  {
    name: 'a button hears that a reader’s key comes up',
    file: 'renderer/services/scanner/kept-keys.ts',
    was: '    if (isKept) hide(event)\n',
    becomes: '    void isKept\n',
    caughtBy: LISTEN,
    title: 'or come up',
    isSlow: true,
  },
  {
    name: 'a code too short presses what has the focus',
    file: DECODER,
    was: "if (isReadersLine(burst, at)) return { is: 'unread', burst: ended }",
    becomes: "if (isReadersLine(burst, at) && burst.pauses > 0) return { is: 'unread', burst: ended }",
    caughtBy: ['tests/long/scan-cases.test.ts'],
    title: 'into search',
    isSlow: true,
  },
  {
    name: 'a key that an input method took is no key',
    file: 'renderer/services/scanner/decode-keys.ts',
    was: "new Set(['Dead', 'Process', 'Unidentified'])",
    becomes: "new Set(['Dead', 'Unidentified'])",
    caughtBy: CASES,
    title: 'into nothing',
    isSlow: true,
  },
]
