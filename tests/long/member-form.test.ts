import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser, newDeskContext } from '../support/browser/browser.ts'
import { holdLine } from '../support/browser/hub-away.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

const fieldOf = (page: Page, label: string) => page.getByRole('dialog').getByLabel(label, { exact: true })

async function beginNewMember(page: Page): Promise<void> {
  await choose(page, 'Members')
  await page.getByRole('dialog').getByRole('button', { name: 'New member' }).click()
}

describe.skipIf(!BROWSER)('the form of a member', () => {
  it('keeps what was typed while the hub is away, and adds the member when it is there again', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    const browser = await launchBrowser()
    const context = await newDeskContext(browser)
    const line = await holdLine(context)
    const { page, connection } = await openAccountDesk(browser, hub, 'anna', context)
    const dialog = page.getByRole('dialog')
    await beginNewMember(page)
    await fieldOf(page, 'Name').fill('Walter Walk')
    await fieldOf(page, 'Email').fill('walter@example.com')
    await line.setAway(true)
    await expect.poll(connection).not.toBe('live')
    await page.keyboard.press('Enter')
    await dialog.getByText('The hub isn’t responding.').waitFor()
    expect(await fieldOf(page, 'Email').inputValue()).toBe('walter@example.com')
    await line.setAway(false)
    await expect.poll(connection).toBe('live')
    await fieldOf(page, 'Name').press('Enter')
    await dialog.getByRole('heading', { name: 'Walter Walk' }).waitFor()
    const members = await (await hub.fetch('api/v1/members/export')).text()
    expect(members.match(/Walter Walk/g)).toHaveLength(1)
  })

  it('keeps what was typed while a manager adds the first plan above it, which can be chosen then', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const { page, complaints } = await openAccountDesk(await launchBrowser(), hub, 'boss')
    const top = page.getByRole('dialog').last()
    await beginNewMember(page)
    await fieldOf(page, 'Name').fill('Walter Walk')
    await fieldOf(page, 'Email').fill('walter@example.com')
    await top.getByRole('button', { name: 'Add a plan' }).press('Enter')
    await top.getByRole('button', { name: 'Add plan' }).press('Enter')
    await top.getByRole('heading', { name: 'New plan' }).waitFor()
    await top.getByLabel('Name', { exact: true }).fill('Monthly')
    await top.getByLabel('Price').fill('49')
    await top.getByLabel('Price').press('Enter')
    await top.getByRole('row', { name: /Monthly/ }).waitFor()
    await page.keyboard.press('Escape')
    await top.getByRole('heading', { name: 'New member' }).waitFor()
    expect(await fieldOf(page, 'Email').inputValue()).toBe('walter@example.com')
    await top.getByRole('radio', { name: /Monthly/ }).waitFor()
    await fieldOf(page, 'Name').press('Enter')
    await top.getByRole('heading', { name: 'Walter Walk' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('shows members who look the same, and whose card it is, and leads to them', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    await addMember(hub, { full_name: 'Sofia Lindqvist', phone: '030 471100' })
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const dialog = page.getByRole('dialog')
    await beginNewMember(page)
    await fieldOf(page, 'Name').fill('S. Lindqvist')
    const wrong = dialog.getByText('This doesn’t look like a complete phone number.')
    await fieldOf(page, 'Phone').fill('+49 3')
    expect(await wrong.count()).toBe(0)
    await fieldOf(page, 'Phone').press('Tab')
    await wrong.waitFor()
    await fieldOf(page, 'Phone').fill('+49 30-47 11 00')
    await fieldOf(page, 'Phone').press('Tab')
    await wrong.waitFor({ state: 'detached' })
    await dialog.getByText('1 member looks the same.').waitFor()
    await dialog.getByRole('button', { name: 'Open Sofia Lindqvist' }).click()
    await dialog.getByRole('heading', { name: 'Sofia Lindqvist' }).waitFor()
  })

  it('makes a proposal of what somebody else has changed meanwhile, to be decided at both desks', async () => {
    const hub = await startHub()
    const { card } = await addMember(hub, { phone: '030 1' })
    const browser = await launchBrowser()
    const desks = []
    for (const username of ['anna', 'ben']) {
      await addPerson(hub, { username })
      const desk = await openAccountDesk(browser, hub, username)
      await desk.scan(card)
      await expect.poll(async () => (await desk.result()).verdict).toBe('granted')
      await desk.page.keyboard.press('Shift+F9')
      await expect.poll(() => fieldOf(desk.page, 'Phone').inputValue()).toBe('030 1')
      desks.push(desk.page)
    }
    const [anna, ben] = desks as [Page, Page]
    await fieldOf(anna, 'Phone').fill('030 2')
    await anna.keyboard.press('Enter')
    await expect.poll(() => anna.getByRole('dialog').count()).toBe(0)
    await fieldOf(ben, 'Phone').fill('030 3')
    await ben.keyboard.press('Enter')
    await anna.keyboard.press('F9')
    for (const page of [ben, anna]) {
      await page.getByRole('dialog').getByText('Phone: 030 3 instead of 030 2').waitFor()
    }
    await anna.getByRole('button', { name: 'Use 030 3' }).press('Enter')
    for (const page of [ben, anna]) {
      await expect.poll(() => page.getByText('instead of').count()).toBe(0)
      await page.getByRole('dialog').getByText('030 3').waitFor()
    }
  })
})
