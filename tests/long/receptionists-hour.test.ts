import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { MEANT_BEFORE_MS } from '../../renderer/services/scan-queue.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchOwnBrowser, newDeskContext, type PageDesk } from '../support/browser/browser.ts'
import { cameraSeeing } from '../support/browser/fake-camera.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson, untilPressIsOwn } from '../support/browser/scanner.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { addPlan } from '../support/hub/plans.ts'

/** Scans, and waits until a key is meant for this answer and not for the one before. */
async function scan(desk: PageDesk, card: string, reason: string): Promise<void> {
  await desk.scan(card)
  await answers(desk, reason)
  const shownAt = Date.now()
  await expect.poll(() => Date.now() - shownAt).toBeGreaterThan(MEANT_BEFORE_MS)
}

const answers = ({ result }: PageDesk, reason: string) =>
  expect.poll(async () => (await result()).reason).toBe(reason)

const sheetOf = (page: Page) => page.getByRole('dialog')

async function closeSheet(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect.poll(() => sheetOf(page).count()).toBe(0)
}

/** A gym with one plan of 49 a month, and Anna at its desk. */
async function openDay() {
  const hub = await startHub()
  await addPerson(hub, { username: 'anna' })
  await addPlan(await openDesk(hub, { role: 'manager' }))
  const browser = await launchOwnBrowser({ args: cameraSeeing('FACE') })
  const desk = await openAccountDesk(browser, hub, 'anna', await newDeskContext(browser))
  return { hub, desk, page: desk.page }
}

/** What the ledger's file has of cash, in cents. */
async function cashIn(hub: TestHub): Promise<number> {
  const csv = await (await hub.fetch('api/v1/ledger.csv')).text()
  const entries = parse<{ way: string; cents: string }>(csv, { columns: true, bom: true })
  return -entries.filter(({ way }) => way === 'cash').reduce((sum, { cents }) => sum + Number(cents), 0)
}

async function takePhoto(page: Page): Promise<void> {
  const dialog = sheetOf(page)
  await untilPressIsOwn(page)
  await dialog.getByRole('button', { name: 'Take photo' }).press('Enter')
  await dialog.getByRole('button', { name: 'Use this picture' }).and(page.locator(':focus:enabled')).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByAltText('The new photo').waitFor()
}

describe.skipIf(!BROWSER)('a receptionist’s hour', () => {
  it('ends with the cash that the ledger has', async () => {
    const { hub, desk, page } = await openDay()
    const dialog = sheetOf(page)

    // A walk-in: with photo and plan, paid in cash, let in.
    await choose(page, 'Members')
    await dialog.getByRole('button', { name: 'New member' }).press('Enter')
    await dialog.getByLabel('Name', { exact: true }).and(page.locator(':focus')).waitFor()
    await typeAsPerson(page, 'Walter Walk')
    await page.keyboard.press('Tab', { delay: 300 })
    await page.keyboard.press('ArrowDown')
    await typeAsPerson(page, ' ')
    await dialog.getByText('49.00 received (Cash).').waitFor()
    await takePhoto(page)
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Add and let in' }).press('Enter')
    await answers(desk, 'ok_in')
    await page.locator('.scan__person').getByText('Walter Walk').waitFor()
    await expect.poll(() => dialog.count()).toBe(0)

    // A debt, paid in part: it still keeps the member out. Then the rest, and they come in.
    const owing = await addMember(hub, { full_name: 'Dora Debt', debt_cents: '4900' })
    await scan(desk, owing.card, 'debt')
    await page.keyboard.press('F5')
    await dialog.getByRole('radio', { name: 'Paid in part' }).click()
    await dialog.getByLabel('Amount received').fill('20')
    await dialog.getByText('29.00 will still be due.').waitFor()
    await dialog.getByLabel('Amount received').press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    await page.getByTestId('scan-result').getByText('29.00 due').waitFor()
    await page.keyboard.press('F5')
    await dialog.getByText('29.00 received (Cash).').waitFor()
    await page.keyboard.press('Enter')
    await answers(desk, 'ok_in')

    // A card is lost, and another takes its place.
    const losing = await addMember(hub, { full_name: 'Lea Lost', credentials: 'CARD-7788' })
    await scan(desk, losing.card, 'ok_in')
    await page.keyboard.press('F9')
    await dialog.getByRole('button', { name: 'Block card …7788' }).press('Enter')
    await dialog.getByText('…7788, blocked').waitFor()
    await dialog.getByRole('button', { name: 'Add card…' }).press('Enter')
    await dialog.getByText('Scan the new card now.').waitFor()
    await desk.scan('CARD-9900')
    await dialog.getByText('Card …9900 added.').waitFor()
    await closeSheet(page)
    await scan(desk, 'CARD-7788', 'credential_revoked')
    await scan(desk, 'CARD-9900', 'ok_out')

    // Away for a while, and back: the button is under the hand.
    const away = await addMember(hub, { full_name: 'Frida Frozen', frozen_from: '2020-01-01' })
    await scan(desk, away.card, 'frozen')
    await page.keyboard.press('F9')
    await dialog.getByRole('button', { name: 'End freeze' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('The freeze has ended.').waitFor()
    await closeSheet(page)
    await scan(desk, away.card, 'ok_in')

    // The wrong member is renewed, and it is taken back whole.
    const wrong = await addMember(hub, {
      ...{ full_name: 'Wanda Wrong', membership_type: 'Monthly' },
      ...{ valid_from: '2020-01-01', valid_until: '2020-01-31' },
    })
    await scan(desk, wrong.card, 'expired')
    await page.keyboard.press('F5')
    await dialog.getByText('49.00 received (Cash).').waitFor()
    await page.keyboard.press('Enter')
    await answers(desk, 'ok_in')
    await page.keyboard.press('F4')
    await dialog.getByText('giving back').waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('Check-in and renewal undone').waitFor()
    await closeSheet(page)
    await scan(desk, wrong.card, 'expired')

    await choose(page, 'Shift report')
    await dialog.getByText('Cash to hand over: 98.00').waitFor()
    expect(await cashIn(hub)).toBe(9800)
    expect(desk.complaints).toEqual([])
  })

  it('has nobody come in without a plan; a suspension is lifted in two keys by a manager', async () => {
    const { hub, desk, page } = await openDay()
    await addPerson(hub, { username: 'mona', role: 'manager' })
    const dialog = sheetOf(page)
    await desk.scan('NEW-4711')
    await answers(desk, 'unknown_credential')
    await page.keyboard.press('F6')
    await dialog.waitFor()
    await typeAsPerson(page, 'Nora Newcome')
    await dialog.locator('[data-row]').getByText('New member').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Nora Newcome')
    await page.keyboard.press('Enter')
    await page.getByTestId('scan-result').getByText('No plan yet: sell one (F5)').waitFor()
    await page.keyboard.press('F5')
    await dialog.getByText('49.00 received (Cash).').waitFor()
    await page.keyboard.press('Enter')
    await answers(desk, 'ok_in')
    await page.keyboard.press('F4')
    await page.keyboard.press('Enter')
    await dialog.getByText('They have no plan again.').waitFor()
    await closeSheet(page)

    const { card } = await addMember(hub, { full_name: 'Sam Suspended', suspended: '1' })
    await scan(desk, card, 'suspended')
    await page.keyboard.press('F9')
    await dialog.getByText('A manager can lift the suspension.').waitFor()
    await closeSheet(page)
    const office = await openAccountDesk(page.context().browser()!, hub, 'mona')
    await scan(office, card, 'suspended')
    await office.page.keyboard.press('F9')
    const lift = sheetOf(office.page).getByRole('button', { name: 'Lift suspension' })
    await lift.and(office.page.locator(':focus')).waitFor()
    await office.page.keyboard.press('Enter')
    await expect.poll(() => lift.count()).toBe(0)
    await closeSheet(office.page)
    await scan(office, card, 'ok_in')
    expect([...desk.complaints, ...office.complaints]).toEqual([])
  })
})
