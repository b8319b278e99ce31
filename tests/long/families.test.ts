import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../support/client/desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPlan, call } from '../support/hub/plans.ts'

/** As fast as somebody types, and slower than any reader. */
const TYPING_MS = 100

/** Presses keys one by one and counts them; a name is as many as it has letters. */
function countedKeys(page: Page) {
  let count = 0
  return {
    count: () => count,
    press: async (...keys: string[]) => {
      for (const key of keys) {
        // Shift is a key as well.
        count += key.split('+').length
        await page.keyboard.press(key)
      }
    },
    type: async (text: string) => {
      count += text.length
      await page.keyboard.type(text, { delay: TYPING_MS })
    },
  }
}

/** A desk of a gym that sells a day pass, and whose members bring two guests a month. */
async function openGym() {
  const hub = await startHub()
  const manager = await openDesk(hub, { role: 'manager' })
  const oneDay = { duration: { unit: 'days', count: 1 }, price_cents: 1500 } as const
  await addPlan(manager, { ...oneDay, name: 'Day pass', kind: 'day_pass' })
  await addPlan(manager, { guests_a_month: 2 })
  await addPerson(hub, { username: 'anna' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
  return { hub, manager, ...desk, keys: countedKeys(desk.page), dialog: desk.page.getByRole('dialog') }
}

describe.skipIf(!BROWSER)('who comes for a day', () => {
  it('has a day pass and is inside by a name and two keys, and F4 takes back both', async () => {
    const { hub, manager, page, keys, dialog, result } = await openGym()
    await keys.press('Shift+F3')
    await dialog.getByLabel('Name of the person').waitFor()
    expect(await barriers(page)).toEqual([])
    await keys.type('Mia Berg')
    await keys.press('Enter')
    await expect.poll(async () => (await result()).reason).toBe('ok_in')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(keys.count()).toBe('Mia Berg'.length + 3)
    await keys.press('F4')
    await dialog.getByText('Undoing the renewal means giving back').waitFor()
    await keys.press('Enter')
    await dialog.getByText('Check-in and renewal undone').waitFor()
    const [member] = (await call<{ members: { id: string }[] }>(manager, 'members.search', { query: 'Mia' }))
      .members
    expect(await call(manager, 'members.get', { memberId: member!.id })).toMatchObject({
      ...{ inside: false, visits_left: 0, debt_cents: 0 },
    })
    expect((await (await hub.fetch('api/v1/ledger')).json()) as object).toMatchObject({
      entries: [{ kind: 'reversal' }, { kind: 'reversal' }, {}, {}],
    })
  })

  it('is a guest by six keys from the scan of who brings them, and chosen by Enter where they were here before', async () => {
    const { hub, page, keys, dialog, scan, result } = await openGym()
    const host = await addMember(hub, { full_name: 'Sofia Host', membership_type: 'Monthly' })
    await scan(host.card)
    await expect.poll(async () => (await result()).reason).toBe('ok_in')
    await keys.press('Shift+F6')
    await dialog.getByText('2 guest passes left this month').waitFor()
    expect(await barriers(page)).toEqual([])
    await keys.type('Mia')
    await keys.press('Enter')
    expect(keys.count()).toBe(6)
    await page.getByTestId('scan-result').getByText('Mia').waitFor()
    await expect.poll(() => dialog.count()).toBe(0)
    // The guest has the stage now: the host's own scan shows them again.
    await page.keyboard.press('Escape')
    await scan(host.card)
    await page.getByTestId('scan-result').getByText('Sofia Host').waitFor()
    await keys.press('F9')
    await dialog.getByText('1 guest pass left this month').waitFor()
    await dialog.getByText(/^Mia \(/).waitFor()
  })

  it('of a family comes in with all who are outside by F9 and Enter behind the first of them', async () => {
    const { hub, manager, page, keys, dialog, scan, result } = await openGym()
    const [rita, tom, lea] = await Promise.all(
      ['Rita Roth', 'Tom Roth', 'Lea Roth'].map((full_name) => addMember(hub, { full_name })),
    )
    for (const { id: memberId } of [tom!, lea!])
      await call(manager, 'families.join', { memberId, holderId: rita!.id })
    await scan(rita!.card)
    await expect.poll(async () => (await result()).reason).toBe('ok_in')
    await keys.press('F9')
    await dialog.getByRole('button', { name: 'Check in 2 people' }).waitFor()
    await keys.press('Enter')
    expect(keys.count()).toBe(2)
    await expect.poll(() => dialog.getByText('Inside now', { exact: false }).count()).toBeGreaterThan(3)
    for (const { id: memberId } of [rita!, tom!, lea!])
      expect(await call(manager, 'members.get', { memberId })).toMatchObject({ inside: true })
    expect(await barriers(page)).toEqual([])
  })
})
