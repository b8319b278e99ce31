import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { MEANT_BEFORE_MS } from '../../renderer/services/scan-queue.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER } from '../support/browser/browser.ts'
import { askDatabase } from '../support/hub/data.ts'
import { addMember } from '../support/hub/hub.ts'
import { GRANTED_ANYWAY, openAnna, overridesIn } from '../support/browser/refused.ts'
import { clickLate, pressLate, typeAsPerson, untilPressIsOwn } from '../support/browser/scanner.ts'

/** When the stage shows her, milliseconds since 1970. */
function whenUnaIsShown(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new MutationObserver((_, looking) => {
          if (document.querySelector('.scan__name')?.textContent !== 'Una Unread') return
          looking.disconnect()
          resolve(Date.now())
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
}

describe.skipIf(!BROWSER)('the next step after a refusal, where it is less usual', () => {
  it('takes back a renewal with the check-in that came of it, and says so', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card, id } = await addMember(hub, { full_name: 'Tom Visits', visits_left: '0' })
    const visitsLeft = () =>
      askDatabase(
        join(hub.folder, 'frontdesk.sqlite'),
        `select visits_left from periods where member_id = '${id}'`,
      )
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('no_visits_left')
    await page.keyboard.press('F5')
    await dialog.getByRole('button', { name: /Renew and let in/ }).press('Enter')
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await expect.poll(visitsLeft).toEqual({ visits_left: 9 })
    await page.keyboard.press('F4')
    await dialog.getByText('10 visits will be left').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await dialog.getByText('Check-in and renewal undone. 0 visits are left again.').waitFor()
    expect(visitsLeft()).toEqual({ visits_left: 0 })
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => page.getByTestId('scan-result').innerText()).toContain('Undone')
  })

  it('shows the member, and a scan meanwhile is answered behind the sheet', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card } = await addMember(hub, { phone: '030 5551', note: 'Locker 12', credentials: 'CARD-7788' })
    const other = await addMember(hub, { full_name: 'Marcus Adeyemi' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    await dialog.getByText('030 5551').waitFor()
    expect(await dialog.innerText()).toContain('…7788')
    expect(await dialog.innerText()).toContain('still inside')
    expect(await barriers(page)).toEqual([])
    await desk.scan(other.card)
    await expect.poll(() => page.getByTestId('scan-result').innerText()).toContain('Marcus Adeyemi')
    expect(await dialog.innerText()).toContain('Sofia Lindqvist')
    // The page's own keys rest while the sheet is open.
    await page.keyboard.press('F4')
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(await page.getByTestId('scan-result').innerText()).toContain('Marcus Adeyemi')
    await expect.poll(desk.occupancy).toBe(2)
  })

  it('chooses whose card it is by arrows and Enter, and gives it to nobody who was not chosen', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    await addMember(hub, { full_name: 'Sofia Lindqvist' })
    await addMember(hub, { full_name: 'Sofia Maurer' })
    await desk.scan('NEW-4711')
    await expect.poll(async () => (await desk.result()).reason).toBe('unknown_credential')
    await page.keyboard.press('F6')
    await dialog.waitFor()
    await typeAsPerson(page, 'sofia')
    await expect.poll(() => dialog.getByRole('button', { name: /Sofia/ }).count()).toBe(2)
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    const names = await dialog.getByRole('button', { name: /Sofia/ }).allInnerTexts()
    // Enter goes to the first of several and gives the card to nobody yet.
    await page.keyboard.press('Enter')
    await expect.poll(focused).toContain(names[0]?.split('\n')[0])
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toContain(names[1]?.split('\n')[0])
    await untilPressIsOwn(page)
    await page.keyboard.press('Enter')
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    expect(await page.getByTestId('scan-result').innerText()).toContain(names[1]?.split('\n')[0])
  })

  it('asks of a payment in part what was received', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card, id } = await addMember(hub, { debt_cents: '4900' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('debt')
    await page.keyboard.press('F5')
    await dialog.getByText('Paid in part').click()
    await dialog.getByLabel('Amount received').fill('10.50')
    await dialog.getByText('38.50').waitFor()
    await page.keyboard.press('Enter')
    await expect
      .poll(() =>
        askDatabase(
          join(hub.folder, 'frontdesk.sqlite'),
          `select debt_cents from members where id = '${id}'`,
        ),
      )
      .toEqual({ debt_cents: 3850 })
  })

  it('leaves the arrow keys of the day until which a member is let in to the field', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card } = await addMember(hub, { valid_until: '2020-01-01' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('expired')
    await page.keyboard.press('F7')
    await dialog.getByText('Until a date').click()
    const day = dialog.getByLabel('Last day')
    const suggested = await day.inputValue()
    const isFocused = () => day.evaluate((field) => field === document.activeElement)
    await day.focus()
    await page.keyboard.press('ArrowUp')
    expect(await day.inputValue()).not.toBe(suggested)
    expect(await isFocused()).toBe(true)
    await page.keyboard.press('ArrowDown')
    expect(await day.inputValue()).toBe(suggested)
    expect(await isFocused()).toBe(true)
    // Enter gives no reason that nobody chose.
    await page.keyboard.press('Enter')
    await dialog.getByText('Enter a reason').waitFor()
    expect(overridesIn(hub.folder)).toEqual([])
    // From the reason the arrows go on to those that are common.
    await dialog.getByLabel('Reason', { exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Paying today')
  })

  it('lets in by hand whom the search found, after the note was read or with a reason', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    await addMember(hub, { full_name: 'Nora Note', note: 'Ask for the form', note_must_be_read: '1' })
    await addMember(hub, { full_name: 'Dora Debt', debt_cents: '4900' })
    const checkIn = async (words: string) => {
      await page.keyboard.press('F3')
      await typeAsPerson(page, words)
      await page.getByTestId('found-row').waitFor()
      await page.keyboard.press('Enter')
    }
    await checkIn('nora')
    await expect.poll(async () => (await desk.result()).reason).toBe('note_must_be_read')
    await expect.poll(() => page.getByTestId('scan-result').innerText()).toContain('Ask for the form')
    await page.keyboard.press('F8')
    await expect.poll(desk.result).toEqual(GRANTED_ANYWAY)
    await page.keyboard.press('Escape')
    await checkIn('dora')
    await expect.poll(async () => (await desk.result()).reason).toBe('debt')
    await page.keyboard.press('F7')
    await dialog.getByRole('button', { name: 'Paying today' }).press('Enter')
    await expect.poll(desk.result).toEqual(GRANTED_ANYWAY)
    expect(overridesIn(hub.folder)).toEqual([{ refusal: 'debt', reason: 'Paying today', approved_by: null }])
  })

  it('lets in whose note was read when key or button went down, where a busy PC hears of it late', async () => {
    const { hub, desk, page } = await openAnna()
    const note = { note: 'Ask for the form', note_must_be_read: '1' }
    const read = await addMember(hub, { full_name: 'Rosa Read', ...note })
    const other = await addMember(hub, { full_name: 'Rita Read', ...note })
    const unread = await addMember(hub, { full_name: 'Una Unread', ...note })
    const person = page.getByTestId('scan-result').getByRole('heading', { level: 3 })
    /** Una's result takes the place of this one; when it does, and long after. */
    const replaced = async (card: string, name: string): Promise<number> => {
      await desk.scan(card)
      await expect.poll(() => person.innerText()).toBe(name)
      const cameAt = whenUnaIsShown(page)
      await desk.scan(unread.card)
      const at = await cameAt
      await expect.poll(() => Date.now() - at).toBeGreaterThan(MEANT_BEFORE_MS)
      return at
    }
    const keyAt = await replaced(read.card, 'Rosa Read')
    await pressLate(page, 'F8', keyAt + MEANT_BEFORE_MS / 3)
    await expect.poll(desk.presentIds).toEqual([read.id])
    const clickAt = await replaced(other.card, 'Rita Read')
    const button = page.locator('.scan__steps').getByRole('button', { name: 'Note read' })
    await clickLate(page, button, clickAt + MEANT_BEFORE_MS / 3)
    await expect.poll(async () => (await desk.presentIds()).sort()).toEqual([read.id, other.id].sort())
  })
})
