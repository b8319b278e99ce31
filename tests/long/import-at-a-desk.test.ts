import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, chooseOption, openAccountDesk, choose } from '../support/browser/people.ts'
import { startHub } from '../support/hub/hub.ts'
import { exportedMembers } from '../support/hub/members-files.ts'

/** A name of its own for each, in letters. */
const nameOf = (at: number): string =>
  `Müller-${Array.from(String(at), (digit) => 'abcdefghij'[Number(digit)] ?? '').join('')}`

/** A Friday evening's file: another product's columns, semicolons, Windows-1252, days first, "Last, First". */
function otherProductsFile(members: number): Buffer {
  const rows = Array.from({ length: members }, (_none, at) => {
    const day = `${String(1 + (at % 28)).padStart(2, '0')}/${String(1 + (at % 12)).padStart(2, '0')}`
    const status = at % 50 === 7 ? 'Alumni' : 'Active'
    const end = [3, 6].includes(at) ? 'soon' : `${day}/2031`
    return `${at + 1};${nameOf(at)}, Zoë;m${at}@example.org;${day}/1990;00${70_000 + at};Gold;${end};${status};F`
  })
  const header =
    'Client ID;Client Name;Client Email;Birth Date;Barcode;Membership Name;Membership End;Status;Gender'
  return Buffer.from([header, ...rows, ''].join('\r\n'), 'latin1')
}

describe.skipIf(!BROWSER)('members of another product', () => {
  it('are imported by keyboard alone: recognised, mended, looked at, taken, and the rest is saved', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const browser = await launchBrowser()
    const { page, complaints } = await openAccountDesk(browser, hub, 'boss')
    await choose(page, 'Import members')
    const dialog = page.getByRole('dialog')
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file' }).focus()
    await page.keyboard.press('Enter')
    const file = { name: 'clients.csv', mimeType: 'text/csv', buffer: otherProductsFile(400) }
    await (await choosing).setFiles(file)
    await dialog.getByText('· 400 rows ·').waitFor()
    expect(await dialog.getByText('Müller-a, Zoë').count()).toBe(1)
    expect(await barriers(page)).toEqual([])
    await dialog.getByText('1 answer is still missing.').waitFor()
    await chooseOption(page, 'What “alumni” means', 'Suspended')
    await dialog.getByRole('button', { name: 'Preview' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByText('Line 5: Membership End is no day that can be read.').waitFor()
    expect(await exportedMembers(hub)).toEqual([])
    expect(await barriers(page)).toEqual([])
    await dialog.getByLabel('Line 8: Membership End').fill('07/07/2031')
    await dialog.getByRole('button', { name: 'Check again' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Line 8: Membership End').waitFor({ state: 'detached' })
    expect(await dialog.getByLabel('Line 5: Membership End').inputValue()).toBe('soon')
    await dialog.getByRole('button', { name: 'Back' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Preview' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Line 5: Membership End').waitFor()
    expect(await dialog.getByLabel('Line 8: Membership End').count()).toBe(0)
    expect(await exportedMembers(hub)).toEqual([])
    await dialog.getByRole('button', { name: 'Import all good lines' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('heading', { name: 'Import finished' }).waitFor()
    const saving = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save the lines that were left out' }).focus()
    await page.keyboard.press('Enter')
    expect((await saving).suggestedFilename()).toBe('clients-rest.csv')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    const members = await exportedMembers(hub)
    expect(members).toHaveLength(399)
    expect(members.find(({ email }) => email === 'm6@example.org')?.valid_until).toBe('2031-07-07')
    expect(members.find(({ email }) => email === 'm8@example.org')).toMatchObject({
      ...{
        full_name: 'Zoë Müller-i',
        birthday: '1990-09-09',
        credentials: ['0070008'],
        valid_until: '2031-09-09',
      },
    })
    expect(members.filter(({ suspended }) => suspended === 1)).toHaveLength(8)
    expect(complaints).toEqual([])
  })
})
