import { describe, expect, it } from 'vitest'
import { look, type View } from './codes-in-view.ts'

/** What is read of looks 100 ms apart. */
function readOf(looks: readonly string[][], stepMs = 100): string[] {
  let view: View = new Map()
  return looks.flatMap((seen, index) => {
    const result = look(view, seen, index * stepMs)
    view = result.view
    return result.read
  })
}

describe('a camera', () => {
  it.each([
    ['reads a code that it sees twice', [['A'], ['A']], ['A']],
    ['does not believe a single look', [['A'], [], ['B']], []],
    ['reads it once for as long as it stays', Array.from({ length: 50 }, () => ['A']), ['A']],
    ['reads it once where a hand shakes', [['A'], ['A'], [], [], ['A'], [], ['A']], ['A']],
    [
      'reads two that are held up together',
      [
        ['A', 'B'],
        ['B', 'A'],
      ],
      ['B', 'A'],
    ],
    ['sees one code that is there twice as one', [['A', 'A']], []],
  ])('%s', (_name, looks, codes) => {
    expect(readOf(looks)).toEqual(codes)
  })

  it('reads a code again once it has been away', () => {
    const away = Array.from({ length: 20 }, () => [])
    expect(readOf([['A'], ['A'], ...away, ['A'], ['A']])).toEqual(['A', 'A'])
  })
})
