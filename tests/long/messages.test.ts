import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addMember, startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'

const PATIENCE = { timeout: 20_000 }

const messagesOn = (page: Page) => page.getByTestId('staff-message').allInnerTexts()

/** Opens the messages by their key and writes one. */
async function openMessages(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Shift+F2')
  const field = page.getByLabel('Message', { exact: true })
  await expect
    .poll(() => field.evaluate((element) => element === document.activeElement), PATIENCE)
    .toBe(true)
  await field.fill(text)
}

async function startGym(): Promise<HubProcess> {
  const hub = await startHubProcess(['--port', '0', '--demo', '20'])
  await addPerson(hub, { username: 'anna', role: 'manager' })
  await addPerson(hub, { username: 'ben' })
  return hub
}

describe.skipIf(!BROWSER)('what desks tell each other', { timeout: 240_000 }, () => {
  it('is on the other desk’s screen beside the result, as text, until it was put away or seen there', async () => {
    const hub = await startGym()
    const browser = await launchBrowser()
    const anna = await openAccountDesk(browser, hub, 'anna')
    const ben = await openAccountDesk(browser, hub, 'ben')
    await ben.scan('DEMO-00001')
    await expect.poll(async () => (await ben.result()).reason, PATIENCE).toBe('ok_in')

    await openMessages(anna.page, '<img src=x> Pool closed')
    await anna.page.getByLabel('Show until').fill('23:59')
    await anna.page.getByRole('button', { name: 'Send', exact: true }).press('Enter')
    await expect
      .poll(() => messagesOn(ben.page), PATIENCE)
      .toEqual([expect.stringContaining('<img src=x> Pool closed')])
    expect((await ben.result()).reason).toBe('ok_in')
    const strip = await ben.page.getByTestId('staff-message').boundingBox()
    const stage = await ben.page.getByTestId('scan-result').boundingBox()
    expect((strip?.y ?? 0) + (strip?.height ?? 0)).toBeLessThanOrEqual(stage?.y ?? 0)
    expect(await ben.page.getByTestId('staff-message').getByRole('button').count()).toBe(0)

    const field = anna.page.getByLabel('Message', { exact: true })
    const isSent = () => expect.poll(() => field.inputValue(), PATIENCE).toBe('')
    await isSent()
    await field.fill('Fire drill at noon')
    // By mouse: an Enter as soon after a Space as a driver presses it is a reader's, and presses nothing.
    await anna.page.getByRole('switch').press('Space')
    await anna.page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect.poll(async () => (await messagesOn(ben.page)).length, PATIENCE).toBe(2)
    const announced = ben.page
      .locator('[data-live-announcer]')
      .filter({ hasText: 'Message from anna: Fire drill at noon' })
    expect(await announced.count()).toBe(1)
    await ben.page.getByRole('button', { name: 'Mark as seen: “Fire drill at noon”' }).press('Enter')
    await expect.poll(async () => (await messagesOn(ben.page)).length, PATIENCE).toBe(1)
    await anna.page.getByTestId('message-seen').getByText('ben').waitFor()
    expect(await barriers(anna.page)).toEqual([])

    await isSent()
    await field.fill('The till has coins again')
    await anna.page.getByRole('button', { name: 'Send', exact: true }).press('Enter')
    await ben.page.getByRole('button', { name: 'Dismiss message “The till has coins again”' }).press('Enter')
    await expect.poll(async () => (await messagesOn(ben.page)).length, PATIENCE).toBe(1)
    expect(await barriers(ben.page)).toEqual([])
    await ben.page.reload()
    await expect.poll(() => messagesOn(ben.page), PATIENCE).toEqual([expect.stringContaining('Pool closed')])
    await anna.page.getByRole('button', { name: 'End message “<img src=x> Pool closed”' }).press('Enter')
    await expect.poll(() => messagesOn(ben.page), PATIENCE).toEqual([])
    expect([...anna.complaints, ...ben.complaints]).toEqual([])
  })

  it('of a shift is shown to who signs in until they have read it; of two who write, the second is told', async () => {
    const hub = await startGym()
    const browser = await launchBrowser()
    const anna = await openAccountDesk(browser, hub, 'anna')
    const ben = await openAccountDesk(browser, hub, 'ben')
    const openNote = async ({ page }: typeof anna): Promise<void> => {
      await page.keyboard.press('Shift+F2')
      await page.getByRole('radio', { name: 'Handover note' }).click()
      await page.getByRole('button', { name: 'Write note' }).press('Enter')
    }
    await openNote(anna)
    await openNote(ben)
    await anna.page.getByLabel('For the next shift').fill('Locker 12 is jammed')
    await ben.page.getByLabel('For the next shift').fill('The till is short')
    await anna.page.getByRole('button', { name: 'Save' }).press('Enter')
    await ben.page.getByText('anna changed the note while you were writing').waitFor()
    expect(await barriers(ben.page)).toEqual([])
    await ben.page.getByRole('button', { name: 'Add theirs above mine' }).press('Enter')
    await ben.page.getByRole('button', { name: 'Save' }).press('Enter')
    await ben.page.getByText('Earlier versions').waitFor()
    expect(await ben.page.getByRole('article').first().innerText()).toContain('The till is short')

    await anna.page.keyboard.press('Escape')
    await anna.page.getByTestId('handover-unread').waitFor()
    await anna.page.reload()
    const dialog = anna.page.getByRole('dialog')
    await dialog.getByText('Locker 12 is jammed').first().waitFor()
    expect(await dialog.innerText()).toContain('The till is short')
    expect(await barriers(anna.page)).toEqual([])
    await anna.scan('DEMO-00001')
    await expect.poll(async () => (await anna.result()).reason, PATIENCE).toBe('ok_in')
    await dialog.getByRole('button', { name: 'Mark as read' }).press('Enter')
    await expect.poll(() => anna.page.getByTestId('handover-unread').count(), PATIENCE).toBe(0)
    await anna.page.reload()
    await expect.poll(anna.connection, PATIENCE).toBe('live')
    await anna.page.keyboard.press('F1')
    await dialog.getByText('Always').waitFor()
    expect(await dialog.count()).toBe(1)
  })

  it('of a member is written by a key on the result, asks what its level says, and is ended on the sheet', async () => {
    const hub = await startGym()
    const sofia = await addMember(hub)
    const { page, scan, result } = await openAccountDesk(await launchBrowser(), hub, 'ben')
    await scan(sofia.card)
    await expect.poll(result, PATIENCE).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await page.keyboard.press('Shift+F8')
    await page.getByLabel('Note', { exact: true }).fill('Form is missing')
    await page.getByRole('radio', { name: 'Must read' }).click()
    await page.getByRole('button', { name: 'Save note' }).press('Enter')
    await page.getByTestId('scan-result').getByText('Form is missing').waitFor()
    await page.keyboard.press('F4')
    await scan(sofia.card)
    await expect.poll(result, PATIENCE).toEqual({ verdict: 'denied', reason: 'note_must_be_read' })
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: 'Edit note “Form is missing”' }).press('Enter')
    await page.getByRole('radio', { name: 'Information' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Save note' }).press('Enter')
    await page.getByRole('dialog').getByText('Information · ben').waitFor()
    await page.getByRole('button', { name: 'End note “Form is missing”' }).press('Enter')
    await page.getByText('No notes yet.').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await scan(sofia.card)
    await expect.poll(result, PATIENCE).toEqual({ verdict: 'granted', reason: 'ok_in' })
  })
})

describe.skipIf(!BROWSER)('what went wrong', { timeout: 240_000 }, () => {
  it('is counted at the bell until somebody has read it, over a reload, with what to do', async () => {
    const hub = await startGym()
    const desk = await openAccountDesk(await launchBrowser(), hub, 'ben')
    const { page } = desk
    const bell = () => page.getByRole('button', { name: /Problems at this desk/ }).getAttribute('aria-label')
    expect(await bell()).toBe('Problems at this desk')
    await page.evaluate(() => {
      window.dispatchEvent(new ErrorEvent('error', { message: 'a fault' }))
      window.dispatchEvent(new ErrorEvent('error', { message: 'a fault' }))
    })
    await expect.poll(bell, PATIENCE).toBe('Problems at this desk, 1 new')
    await page.reload()
    await expect.poll(bell, PATIENCE).toBe('Problems at this desk, 1 new')
    await hub.stop('SIGKILL')
    await expect.poll(bell, PATIENCE).toBe('Problems at this desk, 2 new')
    await page.keyboard.press('Shift+F4')
    const text = await page.getByRole('dialog').innerText()
    expect(text).toContain('The connection to the hub was lost')
    expect(text).toContain('Keep scanning')
    expect(text).toContain('2 times since')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Mark all as read' }).press('Enter')
    await page.keyboard.press('Escape')
    await expect.poll(bell, PATIENCE).toBe('Problems at this desk')
  })
})

describe.skipIf(!BROWSER)('the keys', { timeout: 120_000 }, () => {
  it('are shown by F1, and never by a card that begins with a question mark', async () => {
    const hub = await startGym()
    const { page, scan, result } = await openAccountDesk(await launchBrowser(), hub, 'ben')
    await scan('?NOBODY-1')
    await expect.poll(async () => (await result()).reason, PATIENCE).toBe('unknown_credential')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('F1')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Shift F8').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.help-paper').isVisible()).toBe(true)
    expect(await page.locator('#desk').isVisible()).toBe(false)
  })
})
