import { describe, it } from 'vitest'
import { BROWSER } from '../support/browser/browser.ts'
import { tryScans } from '../support/browser/scan-cases.ts'

/** Some of each kind, where a desk stands all day; `tests/long/scan-cases` tries them all, into everything. */
describe.skipIf(!BROWSER)('what readers send', () => {
  it.each(['nothing', 'search'] as const)(
    'is answered as the whole code that it is, or not at all, and changes nothing else: into %s',
    (into) => tryScans(into, 'everyday'),
  )
})
