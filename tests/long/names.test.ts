import { describe, expect, it } from 'vitest'
import { TEXT_SIZE_KEY, type TextSize } from '../../renderer/ui/text-size.ts'
import { BROWSER, launchBrowser, newDeskContext } from '../support/browser/browser.ts'
import { cutNames } from '../support/browser/cut-names.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

/** Names as they are: short ones, and long ones of one word and of several. */
const NAMES = [
  'Bo',
  'María Fernanda Rodríguez de la Torre y Aguirre',
  'Bartholomew Featherstonehaugh-Cholmondeley',
  'Oluwaseun Adebayo-Olanrewaju',
  'Wolfeschlegelsteinhausenbergerdorff',
]

const OUTSIDE = NAMES.map((name) => `${name} Outside`)

describe.skipIf(!BROWSER).each(['normal', 'very_large'] as const satisfies readonly TextSize[])(
  'names on a screen of 1366 by 768, text %s,',
  (textSize) => {
    it('are never cut', async () => {
      const hub = await startHub()
      await addPerson(hub, { username: 'anna' })
      const members = []
      for (const full_name of NAMES) members.push(await addMember(hub, { full_name, note: 'Locker 12' }))
      for (const full_name of OUTSIDE) await addMember(hub, { full_name })
      const context = await newDeskContext(await launchBrowser())
      await context.addInitScript(([key, size]) => localStorage.setItem(key, size), [
        TEXT_SIZE_KEY,
        textSize,
      ] as const)
      const desk = await openAccountDesk(await launchBrowser(), hub, 'anna', context)
      const { page } = desk
      await page.setViewportSize({ width: 1366, height: 768 })
      for (const [index, { card, full_name }] of members.entries()) {
        await desk.scan(card)
        await page.getByRole('heading', { name: full_name }).waitFor()
        await expect.poll(() => page.getByTestId('present-row').count()).toBe(index + 1)
        expect(await cutNames(page, NAMES)).toEqual([])
      }
      // An answer that nobody can have read yet is not dismissed.
      await expect
        .poll(async () => {
          await page.keyboard.press('Escape')
          return page.locator('.scan__last-name').count()
        })
        .toBe(1)
      expect(await cutNames(page, NAMES)).toEqual([])
      await page.keyboard.press('F3')
      await typeAsPerson(page, 'outside')
      await expect.poll(() => page.getByTestId('found-row').count()).toBe(NAMES.length)
      expect(await cutNames(page, OUTSIDE)).toEqual([])
    })
  },
)
