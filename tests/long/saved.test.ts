import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, untilLive } from '../support/browser/browser.ts'
import { choose, signInByPassword } from '../support/browser/people.ts'
import { audited, checkIns, openSaving } from '../support/browser/saving.ts'
import { askDatabase } from '../support/hub/data.ts'
import { addMember } from '../support/hub/hub.ts'
import { openHost, RUNTIME } from '../support/shell/shell.ts'

/** A desk at which Anna has renewed a member's visits, and let them in by that. */
async function openRenewed() {
  const saving = await openSaving()
  const desk = await saving.window()
  await untilLive(desk)
  const { page } = desk
  const { card, id } = await addMember(saving.hub, { membership_type: 'Ten visits', visits_left: '0' })
  await desk.scan(card)
  await expect.poll(async () => (await desk.result()).reason).toBe('no_visits_left')
  await page.keyboard.press('F5')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Renew and let in/ }).press('Enter')
  await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
  await expect.poll(() => dialog.count()).toBe(0)
  const inDatabase = (question: string) => () =>
    askDatabase(join(saving.hub.folder, 'frontdesk.sqlite'), question)
  const endOfVisit = inDatabase(`select closed_by from visits where member_id = '${id}'`)
  const visitsLeft = inDatabase(
    `select max(visits_left) as visits_left from periods where member_id = '${id}'`,
  )
  return { ...saving, desk, page, dialog, endOfVisit, visitsLeft }
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

describe.skipIf(!BROWSER)('a renewal that is undone while the hub is away', () => {
  it('undoes no renewal in the name of whoever signs in next', async () => {
    const { hub, line, desk, page, dialog, endOfVisit, visitsLeft } = await openRenewed()
    await page.keyboard.press('F4')
    await dialog.waitFor()
    line.setLost(true)
    await page.keyboard.press('Enter')
    await line.setAway(true)
    await expect.poll(desk.connection).not.toBe('live')
    await dialog.getByText('Only the check-in can be undone now').waitFor()
    expect(await focused(page)).toBe('Cancel')
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await choose(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    line.setLost(false)
    await line.setAway(false)
    await signInByPassword(page, 'ben')
    await untilLive(desk)
    await expect.poll(endOfVisit).toEqual({ closed_by: 'undo' })
    // Answered after whatever the page asks when it hears of that.
    await desk.scan('DEMO-00001')
    await expect.poll(() => checkIns(hub)).toHaveLength(2)
    expect(await audited(hub, 'member_change_undone')).toEqual([])
    expect(visitsLeft()).toEqual({ visits_left: 10 })
  })

  it('is of a check-in after a renewal its undo alone, which waits for no answer', async () => {
    const { line, desk, page, dialog, endOfVisit, visitsLeft } = await openRenewed()
    await line.setAway(true)
    await expect.poll(desk.connection).not.toBe('live')
    await page.keyboard.press('F4')
    await dialog.getByText('Only the check-in can be undone now').waitFor()
    expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['Undo check-in only', 'Cancel'])
    expect(await focused(page)).toBe('Undo check-in only')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    await page.getByTestId('scan-result').getByText('Saved on this desk').waitFor()
    await line.setAway(false)
    await expect.poll(endOfVisit).toEqual({ closed_by: 'undo' })
    expect(visitsLeft()).toEqual({ visits_left: 10 })
  })
})

describe(`the key of what a desk keeps, on ${RUNTIME}`, () => {
  beforeAll(() => ensureDesk())

  it('is among what the system keeps for the shell, and with nothing of the page', async () => {
    const { page } = await openHost('--demo', '5')
    await page.waitForSelector('[data-testid=connection][data-state=live]')
    const secrets = (): Promise<string[]> =>
      page.evaluate(async () => Object.keys((await window.kiosk?.readSecrets()) ?? {}))
    await expect.poll(async () => (await secrets()).join()).toContain('av-gym-front-desk outbox key ')
    const keysOfPage = page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('av-gym-front-desk outbox')
          opening.onsuccess = () => {
            const count = opening.result.transaction('keys').objectStore('keys').count()
            count.onsuccess = () => resolve(count.result)
          }
        }),
    )
    expect(await keysOfPage).toBe(0)
  })
})
