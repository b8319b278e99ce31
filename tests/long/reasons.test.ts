import { describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { BROWSER } from '../support/browser.ts'
import { STAGE, tourOfReasons } from '../support/reason-tour.ts'

describe.skipIf(!BROWSER)('every reason of an answer', () => {
  it('hinders nobody, while it is on the stage', async () => {
    await tourOfReasons(async (page, reason) => {
      expect(await barriers(page, STAGE), reason).toEqual([])
    })
  })
})
