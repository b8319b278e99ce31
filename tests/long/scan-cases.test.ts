import { describe, it } from 'vitest'
import { BROWSER } from '../support/browser/browser.ts'
import { INTO, tryScans } from '../support/browser/scan-cases.ts'

/** All of `tests/cases/scans.json`. */
describe.skipIf(!BROWSER)('what readers send', () => {
  it.each(INTO)(
    'is answered as the whole code that it is, or not at all, and changes nothing else: into %s',
    (into) => tryScans(into),
  )
})
