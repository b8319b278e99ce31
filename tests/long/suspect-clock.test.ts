import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { holdTime } from '../support/hub/held-time.ts'
import { startHub } from '../support/hub/hub.ts'

const TEN_YEARS_MS = 3_650 * 24 * 3_600_000

/** A hub that does not believe its PC's clock, with a manager and a receptionist. */
async function suspectHub() {
  const time = holdTime()
  const hub = await startHub({ limit: ['silentPeerMs=9999999999'] }, time)
  await addPerson(hub, { username: 'boss', role: 'manager' })
  await addPerson(hub, { username: 'anna' })
  time.set(time.now() + TEN_YEARS_MS)
  time.look()
  return { hub, time }
}

const CONFIRM = { name: 'Confirm date and time' }

describe.skipIf(!BROWSER)('a desk whose hub does not trust its clock', () => {
  it('lets a manager say that date and time are right, and the problem is over', async () => {
    const { hub, time } = await suspectHub()
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'boss')
    await page.keyboard.press('Shift+F4')
    await page.getByRole('dialog').getByText('The hub doesn’t trust the clock of its PC').waitFor()
    await page.getByRole('button', CONFIRM).click()
    await expect.poll(() => (time.look(), page.getByRole('button', CONFIRM).count())).toBe(0)
    expect(await (await hub.fetch('readyz')).json()).toMatchObject({ warnings: [] })
  })

  it('tells a receptionist, who has no button for it', async () => {
    const { hub } = await suspectHub()
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'anna')
    await page.keyboard.press('Shift+F4')
    await page.getByRole('dialog').getByText('The hub doesn’t trust the clock of its PC').waitFor()
    expect(await page.getByRole('button', CONFIRM).count()).toBe(0)
  })
})
