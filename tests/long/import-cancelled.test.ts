import { describe, expect, it, vi } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { startHub } from '../support/hub/hub.ts'
import { exportedMembers } from '../support/hub/members-files.ts'
import { patience } from '../support/patience.ts'

/** Enough that somebody can press a key before the last line. */
const ROWS = 4_000

describe.skipIf(!BROWSER)('a file of members that takes a while', () => {
  it('says how far it is, and leaves nothing where it is cancelled with the keyboard', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const browser = await launchBrowser()
    const { page, complaints } = await openAccountDesk(browser, hub, 'boss')
    await choose(page, 'Import members')
    const dialog = page.getByRole('dialog')
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file' }).focus()
    await page.keyboard.press('Enter')
    const rows = Array.from({ length: ROWS }, (_none, at) => `Bo ${at},CARD-${at}\n`)
    const buffer = Buffer.from(`full_name,credentials\n${rows.join('')}`)
    await (await choosing).setFiles({ name: 'members.csv', mimeType: 'text/csv', buffer })
    await dialog.getByText('This file has our own columns').waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('progressbar', { name: 'Importing…' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Cancel import' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('progressbar').waitFor({ state: 'detached' })
    await vi.waitFor(async () => expect(await exportedMembers(hub)).toEqual([]), {
      timeout: patience(20_000),
      interval: 500,
    })
    await dialog.getByRole('status').getByText('Import cancelled.').waitFor()
    expect(await dialog.getByRole('alert').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
