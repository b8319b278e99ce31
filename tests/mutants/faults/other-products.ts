import type { Fault } from '../fault.ts'

/** In files of other products: what is guessed, who is whom, and whether a preview is what will be done. */
export const otherProductsFaults: readonly Fault[] = [
  {
    name: 'an error of a spreadsheet is an empty cell',
    file: 'server/commands/members/file/xlsx.ts',
    was: '    .replace(ERROR_CELL, \'$1"str"\')',
    becomes: '',
    caughtBy: ['tests/hub/members/xlsx.test.ts'],
    title: 'with an error has its row refused',
    isSlow: true,
  },
  {
    name: 'a part of a spreadsheet may be as large as it likes',
    file: 'server/commands/members/file/xlsx.ts',
    was: '    if (size > MAX_UNPACKED_BYTES) throw',
    becomes: '    if (size < 0) throw',
    caughtBy: ['tests/hub/members/xlsx.test.ts'],
    title: 'far larger than it looks',
    isSlow: true,
  },
  {
    name: 'a word that nobody knows lets people in',
    file: 'server/commands/members/file/convert/convert-row.ts',
    was: "  throw cells.refuse('status', word === '' ? 'empty_status' : 'unknown_status')",
    becomes: '  return null',
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
