import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'

async function openAnna() {
  const hub = await startHub()
  await addPerson(hub, { username: 'anna' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
  return { hub, desk, page: desk.page, dialog: desk.page.getByRole('dialog') }
}

/** Walks by Tab until the button has the focus, and presses it. Returns how many keys that took. */
async function pressByKeyboard(page: Page, name: string | RegExp): Promise<number> {
  const button = page.getByRole('dialog').getByRole('button', { name })
  await button.waitFor()
  let keys = 1
  await expect
    .poll(async () => {
      if (await button.evaluate((element) => element === document.activeElement)) return true
      await page.keyboard.press('Tab')
      keys += 1
      return false
    })
    .toBe(true)
  await page.keyboard.press('Enter')
  return keys
}

const RENEWALS = [
  [{ valid_until: '2020-01-01' }, 'expired', 'The plan will run until'],
  [{ visits_left: '0' }, 'no_visits_left', '10 visits will be left.'],
  [{ debt_cents: '4900' }, 'debt', 'Nothing will be due.'],
] as const

describe.skipIf(!BROWSER)('by keyboard alone', () => {
  it('an expired plan, one without visits and an open payment are renewed on the spot, and the members come in', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    for (const [index, [columns, reason, outcome]] of RENEWALS.entries()) {
      const { card } = await addMember(hub, columns)
      await desk.scan(card)
      await expect.poll(async () => (await desk.result()).reason).toBe(reason)
      await page.keyboard.press('F5')
      await dialog.getByText(outcome).waitFor()
      if (index === 0) expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
      await expect.poll(() => dialog.count()).toBe(0)
      await expect.poll(desk.occupancy).toBe(index + 1)
      // Just after another card's answer a key would be meant for this one.
      await page.keyboard.press('Escape')
    }
  })

  it('a member is frozen in eight keys from the scan, and one who is back comes in after three', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card } = await addMember(hub, { valid_until: '2099-01-31' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    const keys = await pressByKeyboard(page, 'Freeze…')
    await dialog.getByText('one day longer for each day').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await dialog.getByText('until someone ends it').waitFor()
    expect(1 + keys + 1).toBeLessThanOrEqual(8)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    // Just after another card's answer a key would be meant for this one.
    await page.keyboard.press('Escape')

    const away = await addMember(hub, { valid_until: '2099-01-31', frozen_from: '2020-01-01' })
    await desk.scan(away.card)
    await expect.poll(async () => (await desk.result()).reason).toBe('frozen')
    await page.keyboard.press('F9')
    await dialog.getByRole('button', { name: 'End freeze' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('The freeze has ended. The plan runs until').waitFor()
    await page.keyboard.press('Escape')
    await desk.scan(away.card)
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
  })

  it('a card is blocked, unblocked, and a new one given by scanning it in the member’s sheet', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card } = await addMember(hub, { credentials: 'CARD-7788' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    await pressByKeyboard(page, 'Block card …7788')
    await dialog.getByText('…7788, blocked').waitFor()
    await pressByKeyboard(page, 'Unblock card …7788')
    await dialog.getByText('…7788, since').waitFor()
    await pressByKeyboard(page, 'Add card…')
    await dialog.getByText('Scan the new card now.').waitFor()
    await desk.scan('NEW-4711')
    await dialog.getByText('Card …4711 added.').waitFor()
    // The stage is as it was: the new card was not scanned in or out.
    expect(await desk.result()).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await expect.poll(desk.occupancy).toBe(1)
    await page.keyboard.press('Escape')
    await desk.scan('NEW-4711')
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_out')
  })

  it('opens for whoever the search found, with what is open', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    await addMember(hub, { full_name: 'Nora Lindqvist', debt_cents: '100' })
    await page.keyboard.press('F3')
    await typeAsPerson(page, 'lindkvist')
    await page.getByTestId('found-row').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('F9')
    await dialog.getByText('Balance due').waitFor()
    expect(desk.complaints).toEqual([])
  })

  it('the history has visits, refusals and who let in whom, a page at a time', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card, id } = await addMember(hub, { valid_until: '2020-01-01' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('expired')
    await page.keyboard.press('F7')
    await dialog.getByRole('button', { name: 'Paying today' }).press('Enter')
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F4')
    await expect.poll(() => page.getByTestId('scan-result').innerText()).toContain('Undone')
    const other = await openDesk(hub)
    for (let time = 0; time < 25; time += 1) await other.ask('check_in', { memberId: id })
    await page.keyboard.press('F9')
    const history = dialog.getByRole('region', { name: 'History' })
    const entries = history.getByRole('listitem')
    await expect.poll(() => entries.count()).toBe(20)
    await pressByKeyboard(page, 'Show older')
    await expect.poll(() => entries.count()).toBe(27)
    const text = await dialog.innerText()
    expect(text).toContain('refused: plan expired')
    expect(text).toContain(': undone')
    expect(text).toContain('Override by anna: plan expired. “Paying today”')
  })
})
