import { expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'
import { openDesk } from '../support/client/desk.ts'
import { sheetOf } from '../support/hub/day-gym.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

it.skipIf(!BROWSER)(
  'shut days are counted, given back and taken back by keyboard alone, and the list names who has them',
  async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const { id } = await addMember(hub, { full_name: 'Tom O’Brien', valid_until: '2099-01-31' })
    await addMember(hub, { full_name: 'Anna Endless' })
    const asker = await openDesk(hub)
    const end = async () => (await sheetOf(asker, id)).valid_until
    const { page, complaints } = await openAccountDesk(await launchBrowser(), hub, 'boss')
    const dialog = page.getByRole('dialog').last()
    await choose(page, 'Plans')
    await dialog.getByRole('button', { name: 'Days shut…' }).press('Enter')
    const reason = dialog.getByLabel('Why the gym is shut')
    await reason.press('Enter')
    await dialog.getByText('Say why the gym is shut.').waitFor()
    await reason.focus()
    await typeAsPerson(page, 'Burst pipe')
    await reason.press('Enter')
    await dialog.getByText('1 member gets these days back.').waitFor()
    expect(await barriers(page)).toEqual([])
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/counted.png` })
    await reason.press('Enter')
    await dialog.getByText('1 member has these days back.').waitFor()
    expect(await end()).toBe('2099-02-01')
    await dialog.getByRole('button', { name: /^Members who have .* back$/ }).press('Enter')
    await dialog.getByText('Tom O’Brien').waitFor()
    expect(await barriers(page)).toEqual([])
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/given.png` })
    await dialog.getByRole('button', { name: /^Take back/ }).press('Enter')
    await dialog.getByRole('button', { name: 'Take back', exact: true }).press('Enter')
    await dialog.getByText('Taken back from 1 member.').waitFor()
    expect(await end()).toBe('2099-01-31')
    expect(complaints).toEqual([])
  },
)
