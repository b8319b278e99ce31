import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER } from '../support/browser/browser.ts'
import { askDatabase } from '../support/hub/data.ts'
import { addMember } from '../support/hub/hub.ts'
import { addPerson } from '../support/browser/people.ts'
import { GRANTED_ANYWAY, openAnna, overridesIn } from '../support/browser/refused.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'
import { PASSWORD } from '../support/hub/staff.ts'

/** A place for what is said to a screen reader at once, where nothing hides it from that. */
const SAID_AT_ONCE = '[role=alert]:not([inert], [inert] *, [aria-hidden=true], [aria-hidden=true] *)'

describe.skipIf(!BROWSER)('the next step after a refusal, by keyboard alone', () => {
  it('gives an unknown card to the member whose it is, and lets them in', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    await addMember(hub, { full_name: 'Sofia Lindqvist', phone: '030 5551' })
    await addMember(hub, { full_name: 'Sophie Lang' })
    await desk.scan('NEW-4711')
    await expect.poll(async () => (await desk.result()).reason).toBe('unknown_credential')
    const word = (await page.locator('.scan__word').textContent()) ?? ''
    await page.keyboard.press('F6')
    await dialog.waitFor()
    // Still said to a screen reader, which hears nothing else of what is behind the sheet.
    await page.locator(SAID_AT_ONCE).filter({ hasText: word }).waitFor({ state: 'attached' })
    await typeAsPerson(page, 'sofia l')
    await dialog.getByRole('button', { name: /Sofia Lindqvist/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await expect.poll(() => dialog.count()).toBe(0)
    expect(await page.getByTestId('scan-result').innerText()).toContain('Sofia Lindqvist')
    // Nobody else can be given the same card.
    const other = await addMember(hub, { full_name: 'Zoe Other' })
    const again = await hub.fetch(`api/v1/members/${other.id}/cards`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"code":"NEW-4711"}',
    })
    expect(again.status).toBe(409)
  })

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

  it('lets a member in against a rule, with the reason kept', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { card } = await addMember(hub, { valid_until: '2020-01-01' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('expired')
    await page.locator('.scan__band--denied').waitFor()
    await page.keyboard.press('F7')
    await dialog.waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('Enter a reason').waitFor()
    await typeAsPerson(page, 'Brings the form tonight')
    await page.keyboard.press('Enter')
    await expect.poll(desk.result).toEqual(GRANTED_ANYWAY)
    await page.locator('.scan__band--warning').waitFor()
    expect(overridesIn(hub.folder)).toEqual([
      { refusal: 'expired', reason: 'Brings the form tonight', approved_by: null },
    ])
    await page.keyboard.press('F4')
    await expect.poll(() => page.getByTestId('scan-result').innerText()).toContain('Undone')
  })

  it('asks a manager for what only they may allow, who signs nobody out for it', async () => {
    const { hub, desk, page, dialog } = await openAnna()
    const { id } = await addPerson(hub, { username: 'mona', role: 'manager', pin: '730218' })
    const { card } = await addMember(hub, { suspended: '1' })
    const refuse = async () => {
      await desk.scan(card)
      await expect.poll(async () => (await desk.result()).reason).toBe('suspended')
      await page.keyboard.press('F7')
      await dialog.getByText('A manager has to approve this').waitFor()
    }
    await refuse()
    await page.getByLabel('Manager’s username').fill('anna')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await dialog.getByText('Only a manager can approve this.').waitFor()
    await page.getByLabel('Manager’s username').fill('mona')
    await page.keyboard.press('Enter')
    await page.getByLabel('Reason', { exact: true }).fill('Spoke with her')
    await page.keyboard.press('Enter')
    await expect.poll(desk.result).toEqual(GRANTED_ANYWAY)
    expect(overridesIn(hub.folder)).toEqual([
      { refusal: 'suspended', reason: 'Spoke with her', approved_by: id },
    ])
    expect(await page.getByRole('banner').locator('[aria-haspopup="menu"]').innerText()).toBe('anna')
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
})
