import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER } from '../support/browser/browser.ts'
import { STAGE, tourOfReasons } from '../support/browser/reason-tour.ts'

describe.skipIf(!BROWSER)('every reason of an answer', () => {
  it('hinders nobody, while it is on the stage', async () => {
    await tourOfReasons(async (page, reason) => {
      expect(await barriers(page, STAGE), reason).toEqual([])
    })
  })
})
