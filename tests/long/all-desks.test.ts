import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser, pageDesk, untilLive } from '../support/browser/browser.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'

const rowsOf = (page: Page) => page.getByRole('region', { name: 'All desks' }).getByRole('listitem')

/** What the list says, the newest first. */
const saidBy = (page: Page): Promise<string[]> => rowsOf(page).allInnerTexts()

/** Somebody comes and goes, and a card is refused. */
async function somethingHappens(hub: TestHub): Promise<void> {
  const desk = await openDesk(hub)
  const { id } = await addMember(hub)
  const { payload: visit } = await desk.ask('check_in', { memberId: id })
  await desk.ask('check_out', { checkInId: visit.id })
  await desk.ask('scan', { code: 'UNKNOWN-4471' })
}

describe.skipIf(!BROWSER)('what happened at all desks', () => {
  it('is the same at a desk that comes later, and after a reload', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    await addPerson(hub, { username: 'otto' })
    const browser = await launchBrowser()
    const there = await openAccountDesk(browser, hub, 'anna')
    await somethingHappens(hub)
    await expect.poll(() => rowsOf(there.page).count()).toBe(3)
    const said = await saidBy(there.page)
    expect(said[0]).toContain('Unknown card …4471')
    expect(said[1]).toContain('stayed')

    const later = await openAccountDesk(browser, hub, 'otto')
    await expect.poll(() => saidBy(later.page)).toEqual(said)
    await there.page.reload()
    await untilLive(pageDesk(there.page))
    await expect.poll(() => saidBy(there.page)).toEqual(said)
  })

  it('is not told while the hub is away from a page that was loaded since, though who is inside is', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    await (await openDesk(hub)).ask('check_in', { memberId: (await addMember(hub)).id })
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'anna')
    await expect.poll(() => rowsOf(page).count()).toBe(1)
    await page.routeWebSocket(/ws\/checkins/, () => undefined)
    await page.reload()
    await page.getByText('Activity appears once this desk is connected.').waitFor()
    expect(await page.getByTestId('present-row').count()).toBe(1)
  })
})
