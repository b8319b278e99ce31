import { expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { openDesk } from '../support/client/desk.ts'
import { sheetOf } from '../support/hub/day-gym.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPlan, call } from '../support/hub/plans.ts'

it.skipIf(!BROWSER)(
  'a pack is sold beside a plan, and another plan in its place with what is left of it',
  async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    const { id, card } = await addMember(hub, {
      full_name: 'Tom O’Brien',
      membership_type: '',
      visits_left: '0',
    })
    const asker = await openDesk(hub, { role: 'manager' })
    const month = await addPlan(asker, { name: 'Thirty days', duration: { unit: 'days', count: 30 } })
    await addPlan(asker, {
      name: 'Three visits',
      duration: { unit: 'endless' },
      visits: 3,
      price_cents: 3000,
    })
    await addPlan(asker, { name: 'Ninety days', duration: { unit: 'days', count: 90 }, price_cents: 9000 })
    const sale = {
      planId: month.id,
      version: 1,
      was: {},
      price_cents: 3000,
      received_cents: 3000,
      way: 'cash',
    }
    await call(asker, 'plans.sell', { id: crypto.randomUUID(), memberId: id, ...sale })
    const { page, complaints, scan, result } = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const dialog = page.getByRole('dialog').last()
    await scan(card)
    await expect.poll(async () => (await result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    await dialog.getByRole('button', { name: 'Renew…' }).press('Enter')
    const pack = dialog.getByRole('radio', { name: /^Three visits/ })
    await pack.click()
    await dialog.getByText('“Thirty days” stays as it is').waitFor()
    expect(await barriers(page)).toEqual([])
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/beside.png` })
    await dialog.getByRole('button', { name: /^Renew\. Three visits/ }).press('Enter')
    await dialog.getByText('Extra visits').waitFor()
    expect(await sheetOf(asker, id)).toMatchObject({
      ...{ membership_type: 'Thirty days', beside: [{ plan: 'Three visits', visits_left: 3 }] },
    })
    await dialog.getByRole('button', { name: 'Renew…' }).press('Enter')
    await dialog.getByRole('radio', { name: /^Ninety days/ }).click()
    await dialog.getByText('30 days are left of “Thirty days”').waitFor()
    await dialog.getByRole('radio', { name: /^Take off .*30\.00/ }).click()
    await dialog.getByText(/^To pay: .*60\.00/).waitFor()
    expect(await barriers(page)).toEqual([])
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/in-place.png` })
    await dialog.getByRole('button', { name: /^Renew\. Ninety days/ }).press('Enter')
    await expect.poll(async () => (await sheetOf(asker, id)).membership_type).toBe('Ninety days')
    expect(await sheetOf(asker, id)).toMatchObject({ debt_cents: 0, beside: [{ plan: 'Three visits' }] })
    expect(complaints).toEqual([])
  },
)
