import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { barriers } from '../support/browser/axe.ts'
import { choose, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson, untilPressIsOwn } from '../support/browser/scanner.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addStaff } from '../support/hub/staff.ts'

describe.skipIf(!BROWSER)('a duplicate', () => {
  it('is found, merged with what was chosen, and separated again, by the keyboard alone', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'mia', role: 'manager' })
    await addMember(hub, { full_name: 'Anna Berg', phone: '030 123456', birthday: '1990-02-03' })
    await addMember(hub, { full_name: 'Anna Breg', email: 'a@example.com', birthday: '1990-02-03' })
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'mia')
    const dialog = page.getByRole('dialog')
    const press = (name: string | RegExp) => dialog.getByRole('button', { name }).first().press('Enter')
    await choose(page, 'Duplicates')
    await dialog.getByText('1 pair may be one person').waitFor()
    await dialog.getByText('similar name', { exact: false }).waitFor()
    expect(await barriers(page)).toEqual([])
    await press('Compare Anna Berg and Anna Breg')
    const name = dialog.getByRole('radiogroup', { name: 'Name: which one is right?' })
    expect(await name.getByRole('radio', { name: 'Anna Berg' }).getAttribute('aria-checked')).toBe('true')
    const email = dialog.getByRole('radiogroup', { name: 'Email: which one is right?' })
    expect(await email.getByRole('radio', { name: 'a@example.com' }).getAttribute('aria-checked')).toBe(
      'true',
    )
    await name.getByRole('radio', { name: 'Anna Berg' }).press('ArrowRight')
    await typeAsPerson(page, ' ')
    expect(await barriers(page)).toEqual([])
    await untilPressIsOwn(page)
    await press('Merge')
    await dialog.getByRole('heading', { name: 'Anna Breg' }).waitFor()
    await dialog.getByText('a@example.com').waitFor()
    await page.keyboard.press('Escape')
    await choose(page, 'Duplicates')
    await dialog.getByText('0 pairs may be one person').waitFor()
    await press(/^Separate /)
    await dialog.getByText('They are two members again.').waitFor()
    await dialog.getByText('1 pair may be one person').waitFor()
    await press('Anna Berg and Anna Breg are two people')
    await dialog.getByText('0 pairs may be one person').waitFor()
  })

  it('is merged from a member’s sheet with whoever is searched', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'mia', role: 'manager' })
    const { card } = await addMember(hub, { full_name: 'Anna Berg' })
    await addMember(hub, { full_name: 'Zoe Adler' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'mia')
    const { page } = desk
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).verdict).toBe('granted')
    const dialog = page.getByRole('dialog')
    await choose(page, 'Members')
    await dialog.getByRole('button', { name: /Anna Berg/ }).press('Enter')
    await dialog.getByRole('button', { name: 'Merge…' }).press('Enter')
    await dialog.getByLabel('Who is the same person?').fill('zoe')
    await dialog.getByRole('button', { name: /Zoe Adler/ }).press('Enter')
    await dialog.getByRole('button', { name: 'Keep the other one' }).press('Enter')
    await dialog.getByRole('region', { name: 'Stays' }).getByText('Zoe Adler').waitFor()
    await dialog.getByRole('button', { name: 'Merge', exact: true }).press('Enter')
    await dialog.getByRole('heading', { name: 'Zoe Adler' }).waitFor()
    expect(await (await hub.fetch('api/v1/members/export')).text()).not.toContain('Anna Berg')
  })
})
