import { describe, expect, it } from 'vitest'
import { afterSilence, takeText } from './serial-text.ts'

/** All codes of what came piece by piece. */
function codesOf(pieces: readonly string[]): string[] {
  let pending = ''
  const codes: string[] = []
  for (const piece of pieces) {
    const taken = takeText(pending, piece)
    pending = taken.pending
    codes.push(...taken.codes)
  }
  const last = afterSilence(pending)
  return last === null ? codes : [...codes, last]
}

describe('what a serial reader sends', () => {
  it.each([
    ['one code and a return', ['DEMO-1\r'], ['DEMO-1']],
    ['one code and a line end', ['DEMO-1\r\n'], ['DEMO-1']],
    ['in pieces', ['DE', 'MO', '-1', '\r', '\n'], ['DEMO-1']],
    ['two at once', ['DEMO-1\r\nDEMO-2\r\n'], ['DEMO-1', 'DEMO-2']],
    ['the end of one with the beginning of the next', ['DEM', 'O-1\r\nDE', 'MO-2\r\n'], ['DEMO-1', 'DEMO-2']],
    ['without an end', ['DEMO-1'], ['DEMO-1']],
    ['with its kind of code', [']C0DEMO-1\r', ']Q1DEMO-2'], ['DEMO-1', 'DEMO-2']],
    ['framed', ['\u0002DEMO-1\u0003\u0002DEMO-2\u0003'], ['DEMO-1', 'DEMO-2']],
    ['nothing but ends', ['\r\n\r\n', '\t'], []],
  ])('%s', (_name, pieces, codes) => {
    expect(codesOf(pieces)).toEqual(codes)
  })

  it('never grows without end', () => {
    let pending = ''
    for (let count = 0; count < 200; count += 1) pending = takeText(pending, 'A'.repeat(64)).pending
    expect(pending.length).toBeLessThan(5_000)
  })
})
