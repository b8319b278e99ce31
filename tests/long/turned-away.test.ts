import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser, untilLive } from '../support/browser/browser.ts'
import { addPerson, openAccountDesk, signInByPassword } from '../support/browser/people.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { changeStaff } from '../support/hub/staff.ts'

async function removeDesks(hub: TestHub): Promise<void> {
  const { desks } = (await (await hub.fetch('api/v1/desks')).json()) as { desks: { id: string }[] }
  for (const { id } of desks) await hub.fetch(`api/v1/desks/${id}/remove`, { method: 'POST' })
}

describe.skipIf(!BROWSER)('a desk that a manager removed', () => {
  it('shows no names, names the button that is there, and takes no card', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    const { card } = await addMember(hub, { full_name: 'Ines Inside' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    await desk.scan(card)
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await page.keyboard.press('F9')
    await page.getByRole('dialog').getByText('Ines Inside').first().waitFor()

    await removeDesks(hub)
    await page.getByText('A manager removed this desk.').waitFor()
    const shown = await page.locator('body').innerText()
    expect(shown).not.toMatch(/Ines|anna/)
    expect(shown).toContain('Choose “Sign in again”')
    expect(await barriers(page)).toEqual([])
    // The card presses nothing, though the button is there to be pressed.
    await page.getByRole('button', { name: 'Sign in again' }).focus()
    await desk.scan(card)
    await page.getByText('That card wasn’t checked.').waitFor()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await page.getByRole('radio', { name: 'Username and password' }).waitFor()
    expect(desk.complaints).toEqual([])
  })

  it('keeps no result for whoever signs in there next, not even one that waited for its turn', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    const refused = await addMember(hub, { full_name: 'Eve Expired', valid_until: '2020-01-01' })
    const { card } = await addMember(hub, { full_name: 'Ines Inside' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    await desk.scan(refused.card)
    await expect.poll(async () => (await desk.result()).reason).toBe('expired')
    await desk.scan(card)
    await expect.poll(desk.occupancy).toBe(1)
    await removeDesks(hub)
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await signInByPassword(page, 'anna')
    await untilLive(desk)
    await expect.poll(desk.occupancy).toBe(1)
    expect(await desk.result()).toEqual({ verdict: '', reason: '' })
  })
})

describe.skipIf(!BROWSER)('a person whose role was changed', () => {
  it('goes on without having lost the connection', async () => {
    const hub = await startHub()
    const anna = await addPerson(hub, { username: 'anna' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    await changeStaff(hub, anna.id, { role: 'manager' })
    const menu = page.getByRole('banner').locator('[aria-haspopup="menu"]')
    await expect
      .poll(async () => {
        await menu.click()
        const entries = await page.getByRole('menuitem').allInnerTexts()
        await page.keyboard.press('Escape')
        return entries
      })
      .toContain('Staff and desks')
    await expect.poll(desk.connection).toBe('live')
    await page.getByRole('button', { name: 'Problems at this desk', exact: true }).waitFor()
  })
})
