import { describe, it } from 'vitest'
import { KEYBOARD_LAYOUTS } from '../../renderer/services/scanner/keyboard-layouts.ts'
import { BROWSER } from '../support/browser/browser.ts'
import { learnReaders, openReaderDesk } from '../support/browser/reader-desk.ts'

describe.skipIf(!BROWSER)('the set-up page', () => {
  it('learns a reader from the test code, whatever it and the PC are set to', async () => {
    const desk = await openReaderDesk([])
    // What UK and US readers send is the same for this code: learned once.
    const readers = KEYBOARD_LAYOUTS.filter((layout) => layout !== 'uk')
    await learnReaders(
      desk,
      readers.map((reader, index) => [reader, readers[(index + 3) % readers.length]!] as const),
    )
  })
})
