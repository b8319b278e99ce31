import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, chooseOption, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'
import { startHub } from '../support/hub/hub.ts'

/** More than two pages of the list. */
const MEMBERS = 450

async function openList() {
  const hub = await startHub()
  const rows = Array.from({ length: MEMBERS }, (_, at) => {
    const name = `Member ${String(at).padStart(3, '0')}`
    return at % 45 === 0 ? `${name},2020-01-01,Gold,C-${1_000 + at}` : `${name},,Day,C-${1_000 + at}`
  })
  const body = ['full_name,valid_until,membership_type,credentials', ...rows].join('\n')
  const headers = { 'content-type': 'text/csv' }
  await hub.fetch('api/v1/members/import', { method: 'POST', body, headers })
  await addPerson(hub, { username: 'boss', role: 'manager' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'boss')
  const { page } = desk
  const dialog = page.getByRole('dialog')
  await choose(page, 'Members')
  await dialog.getByText(`${MEMBERS} members`).waitFor()
  return { desk, page, dialog, hash: () => new URL(page.url()).hash }
}

describe.skipIf(!BROWSER)('the list of members', () => {
  it('is narrowed by status and plan, says so, and is as it was after a member was looked at', async () => {
    const { desk, page, dialog, hash } = await openList()
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Filter' }).press('Enter')
    await chooseOption(page, 'All Status', 'plan expired')
    await dialog.getByRole('heading', { name: 'Members: plan expired' }).waitFor()
    await dialog.getByText('10 members').waitFor()
    expect(hash()).toBe('#/members/all/state=expired')
    await dialog.getByRole('button', { name: 'Filter (1)' }).waitFor()
    await dialog.getByLabel('Name, phone or card').focus()
    await typeAsPerson(page, 'member 045')
    await dialog.getByText('1 member', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('heading', { name: 'Member 045' }).waitFor()
    expect(decodeURIComponent(hash())).not.toContain('045')
    await page.keyboard.press('Escape')
    await dialog.getByRole('heading', { name: 'Members: plan expired' }).waitFor()
    expect(await dialog.getByLabel('Name, phone or card').inputValue()).toBe('member 045')
    expect(hash()).toBe('#/members/all/state=expired')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(hash()).toBe('')
    expect(desk.complaints).toEqual([])
  })

  it('reads on while it is scrolled, to its end', async () => {
    const { page, dialog } = await openList()
    await expect
      .poll(async () => {
        await page.locator('.member-list__rows').evaluate((rows) => rows.scrollTo(0, rows.scrollHeight))
        return dialog.getByRole('listitem').last().getAttribute('aria-posinset')
      })
      .toBe(String(MEMBERS))
  })

  it('is saved as a file of what is shown', async () => {
    const { page, dialog } = await openList()
    await dialog.getByRole('button', { name: 'Filter' }).press('Enter')
    await chooseOption(page, 'All Plan', 'Gold')
    await dialog.getByText('10 members').waitFor()
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save…' }).click()
    await page.getByRole('menuitem', { name: 'As CSV' }).click()
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\n')
    expect(lines).toHaveLength(11)
    expect(lines[1]).toContain('Member 000,Gold,expired,2020-01-01')
  })
})
