import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { startHub } from '../support/hub/hub.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'

describe.skipIf(!BROWSER)('the screens beside the stage', () => {
  it('have an address while they are open, give the focus back, and are closed after a reload', async () => {
    const hub = await startHub({ demo: '5' })
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const browser = await launchBrowser()
    const { page, complaints, connection } = await openAccountDesk(browser, hub, 'boss')
    const dialog = page.getByRole('dialog')
    const hash = () => new URL(page.url()).hash
    for (const [item, address] of [
      ['Set up this desk', '#/set-up'],
      ['Staff and desks', '#/staff'],
    ] as const) {
      await choose(page, item)
      await dialog.waitFor()
      expect(hash()).toBe(address)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      expect(hash()).toBe('')
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-haspopup')))
        .toBe('menu')
    }
    await page.keyboard.press('F1')
    await dialog.waitFor()
    await page.reload()
    await expect.poll(connection).toBe('live')
    expect(await dialog.count()).toBe(0)
    expect(hash()).toBe('')
    expect(complaints).toEqual([])
  })

  it('stay closed to whoever may not see them, whatever the address says', async () => {
    const hub = await startHub({ demo: '5' })
    await addPerson(hub, { username: 'anna', role: 'receptionist' })
    const browser = await launchBrowser()
    const { page } = await openAccountDesk(browser, hub, 'anna')
    const dialog = page.getByRole('dialog')
    await page.evaluate(() => (window.location.hash = '#/keys'))
    await dialog.waitFor()
    await page.evaluate(() => (window.location.hash = '#/staff'))
    await dialog.waitFor({ state: 'detached' })
  })

  it('say so where they could not be loaded, and open once the page is loaded again, which it then is', async () => {
    const hub = await startHub({ demo: '5' })
    await addPerson(hub, { username: 'anna', role: 'receptionist' })
    const browser = await launchBrowser()
    const { page, connection } = await openAccountDesk(browser, hub, 'anna')
    const context = page.context()
    await context.route(/KeysSheet/, (route) => route.abort())
    await page.reload()
    await expect.poll(connection).toBe('live')
    await page.keyboard.press('F1')
    await page.getByText('The hub isn’t responding').waitFor()
    await context.unroute(/KeysSheet/)
    const loaded = page.waitForEvent('load')
    await page.keyboard.press('Escape')
    await loaded
    await expect.poll(connection).toBe('live')
    await page.keyboard.press('F1')
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  })
})
