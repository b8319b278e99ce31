import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { exportedMembers } from '../support/hub/members-files.ts'
import { jpegOf } from '../support/jpeg.ts'

/** A gym, and its manager's desk. */
async function openManagersDesk(hub: TestHub) {
  await addPerson(hub, { username: 'boss', role: 'manager' })
  return openAccountDesk(await launchBrowser(), hub, 'boss')
}

describe.skipIf(!BROWSER)('all that a gym takes along', () => {
  it('is saved as one file at a desk, and taken over at a desk of another gym, by keyboard alone', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const headers = { 'content-type': 'image/jpeg' }
    await hub.fetch(`api/v1/members/${sofia.id}/photo`, { method: 'PUT', body: jpegOf(), headers })
    const { page, complaints } = await openManagersDesk(hub)
    await choose(page, 'Members')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save…' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Everything (ZIP)' }).focus()
    await page.keyboard.press('Enter')
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('gym.zip')
    const buffer = readFileSync(await saved.path())
    const other = await startHub()
    const desk = await openManagersDesk(other)
    await choose(desk.page, 'Import members')
    const dialog = desk.page.getByRole('dialog')
    const choosing = desk.page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file' }).focus()
    await desk.page.keyboard.press('Enter')
    await (await choosing).setFiles({ name: 'gym.zip', mimeType: 'application/zip', buffer })
    await dialog.getByText('This file has our own columns').waitFor()
    await desk.page.keyboard.press('Enter')
    await dialog.getByText('Photos added').waitFor()
    expect(await barriers(desk.page)).toEqual([])
    expect(await exportedMembers(other)).toHaveLength(1)
    expect([...complaints, ...desk.complaints]).toEqual([])
  })
})
