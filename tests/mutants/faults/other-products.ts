import type { Fault } from '../fault.ts'

/** In files of other products: what is guessed, who is whom, and whether a preview is what will be done. */
export const otherProductsFaults: readonly Fault[] = [
  {
    name: 'a word that nobody knows lets people in',
    file: 'server/commands/members/file/convert/convert-row.ts',
    was: "  throw cells.refuse('status', cause)",
    becomes: "  return cause === '' ? 'frozen' : null",
    caughtBy: ['tests/hub/members/import-mapped.test.ts'],
    title: 'goes in again by itself',
    isSlow: true,
  },
  {
    name: 'a name is believed, whatever stands below it',
    file: 'server/commands/members/file/recognise/propose.ts',
    was: "  if (fit === 'contradicts') return",
    becomes: "  if (fit === 'contradicts' && content.filled < 0) return",
    caughtBy: ['tests/hub/members/recognise-files.test.ts'],
    title: 'Email with',
    isSlow: true,
  },
  {
    name: 'two numbers of one product are one person',
    file: 'server/platform/source-id.ts',
    was: '  return one !== other && productIn(one) !== null',
    becomes: "  return one === other && productIn(one) !== '-'",
    caughtBy: ['tests/hub/members/import-mapped.test.ts'],
    title: 'with a number each are two',
    isSlow: true,
  },
  {
    name: 'a preview writes',
    file: 'server/commands/members/import-mapped.ts',
    was: 'const recording = left && recordingOf(',
    becomes: 'const recording = (left ?? rows) && recordingOf(',
    caughtBy: ['tests/hub/members/import-mapped.test.ts'],
    title: 'of Gymdesk becomes exactly',
    isSlow: true,
  },
]
