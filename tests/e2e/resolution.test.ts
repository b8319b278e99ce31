import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER } from '../support/browser/browser.ts'
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
})
