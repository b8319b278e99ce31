import { describe, expect, it } from 'vitest'
import { BROWSER, launchOwnBrowser, newDeskContext, type PageDesk } from '../support/browser/browser.ts'
import { cameraSeeing } from '../support/browser/fake-camera.ts'
import { timeTasks } from '../support/browser/keys-and-seconds.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPlan } from '../support/hub/plans.ts'

/** A gym with a plan of 49 a month that brings guests, and a day pass, and Anna at its desk. */
async function openGym() {
  const hub = await startHub()
  const manager = await openDesk(hub, { role: 'manager' })
  await addPlan(manager, { guests_a_month: 2 })
  const oneDay = { duration: { unit: 'days', count: 1 }, price_cents: 1500 } as const
  await addPlan(manager, { ...oneDay, name: 'Day pass', kind: 'day_pass' })
  await addPerson(hub, { username: 'anna' })
  const browser = await launchOwnBrowser({ args: cameraSeeing('FACE') })
  const desk = await openAccountDesk(browser, hub, 'anna', await newDeskContext(browser))
  return { hub, desk }
}

const answers = async ({ page, result }: PageDesk, reason: string) => {
  await expect.poll(async () => (await result()).reason).toBe(reason)
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
}

describe.skipIf(!BROWSER)('keys and seconds', () => {
  it('of what a desk does all day are as few as they are said to be', async () => {
    const { hub, desk } = await openGym()
    const { page } = desk
    const dialog = page.getByRole('dialog')
    const { task, scan, press, type, see, table } = timeTasks(desk)
    const focused = (name: string | RegExp) =>
      dialog.getByRole('button', { name }).and(page.locator(':focus:enabled')).waitFor()

    const added = await task('unknown card to member with photo and plan', async () => {
      await scan('NEW-4711')
      await see(() => answers(desk, 'unknown_credential'))
      await press('F6')
      await dialog.waitFor()
      await type('Nora Newcome')
      await see(() => dialog.locator('[data-row]').getByText('New member').waitFor())
      await press('Enter')
      await dialog.getByLabel('Name', { exact: true }).and(page.locator(':focus')).waitFor()
      await press('Tab')
      await press('ArrowDown')
      await press('Space')
      await see(() => dialog.getByText('49.00 received (Cash).').waitFor())
      // Price, whether it is paid, and how: all as it is.
      for (let past = 0; past < 4; past += 1) await press('Tab')
      await focused('Take photo')
      await press('Enter')
      await see(() => focused('Use this picture'))
      await press('Enter')
      await see(() => dialog.getByAltText('The new photo').waitFor())
      for (let past = 0; past < 3; past += 1) await press('Tab')
      await dialog.getByLabel('Phone', { exact: true }).and(page.locator(':focus')).waitFor()
      await press('Enter')
      await see(() => answers(desk, 'ok_in'))
    })
    expect(added.keys).toBe(27)

    const pass = await task('day pass, to somebody with a name of eight letters', async () => {
      await press('Shift+F3')
      await dialog.getByLabel('Name of the person').and(page.locator(':focus')).waitFor()
      await type('Mia Berg')
      await press('Enter')
      await see(() => page.getByTestId('scan-result').getByText('Mia Berg').waitFor())
      await answers(desk, 'ok_in')
    })
    expect(pass.keys).toBe('Mia Berg'.length + 3)

    const host = await addMember(hub, { full_name: 'Sofia Host', membership_type: 'Monthly' })
    const guest = await task('guest, behind the scan of who brings them', async () => {
      await scan(host.card)
      await see(() => page.getByTestId('scan-result').getByText('Sofia Host').waitFor())
      await press('Shift+F6')
      await see(() => dialog.getByText('2 guest passes left this month').waitFor())
      await type('Tom')
      await press('Enter')
      await see(() => page.getByTestId('scan-result').getByText('Tom').waitFor())
      await answers(desk, 'ok_in')
    })
    expect(guest.keys).toBe(6)

    const away = await addMember(hub, {
      ...{ full_name: 'Frida Away', membership_type: 'Monthly' },
      ...{ valid_from: '2020-01-01', valid_until: '2099-12-31' },
    })
    const freeze = await task('freeze, until they are back', async () => {
      await scan(away.card)
      await see(() => page.getByTestId('scan-result').getByText('Frida Away').waitFor())
      await press('F9')
      const open = dialog.getByRole('button', { name: 'Freeze…' })
      await see(() => open.waitFor())
      for (let past = 0; past < 8 && (await open.and(page.locator(':focus')).count()) === 0; past += 1)
        await press('Tab')
      await press('Enter')
      await see(() => focused(/^Freeze\./))
      await press('Enter')
      await see(() => dialog.getByRole('button', { name: 'End freeze' }).waitFor())
      await press('Escape')
    })
    expect(freeze.keys).toBeLessThanOrEqual(8)

    const ended = await addMember(hub, {
      ...{ full_name: 'Wanda Ended', membership_type: 'Monthly' },
      ...{ valid_from: '2020-01-01', valid_until: '2020-01-31' },
    })
    const renewal = await task('renewal, paid in cash', async () => {
      await scan(ended.card)
      await see(() => answers(desk, 'expired'))
      await press('F5')
      await see(() => dialog.getByText('49.00 received (Cash).').waitFor())
      await press('Enter')
      await see(() => answers(desk, 'ok_in'))
    })
    expect(renewal.keys).toBeLessThanOrEqual(4)

    console.log(table())
    expect(desk.complaints).toEqual([])
  })
})
