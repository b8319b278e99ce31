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
import { addPlan, call } from '../support/hub/plans.ts'

/** Scans, and waits until a key is meant for this answer and not for the one before. */
async function scan(desk: PageDesk, card: string, reason: string, name = ''): Promise<void> {
  await desk.scan(card)
  await answers(desk, reason)
  await desk.page.getByTestId('scan-result').filter({ hasText: name }).waitFor()
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

/** A gym with one plan of 49 a month and a trial of 10, and Anna at its desk. */
async function openDay() {
  const hub = await startHub()
  await addPerson(hub, { username: 'anna' })
  const manager = await openDesk(hub, { role: 'manager' })
  await addPlan(manager)
  const week = { duration: { unit: 'days', count: 7 }, price_cents: 1000 } as const
  await addPlan(manager, { ...week, name: 'Trial week', kind: 'trial' })
  const browser = await launchOwnBrowser({ args: cameraSeeing('FACE') })
  const desk = await openAccountDesk(browser, hub, 'anna', await newDeskContext(browser))
  return { hub, manager, desk, page: desk.page, dialog: sheetOf(desk.page) }
}

type Day = Awaited<ReturnType<typeof openDay>>

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

/** With photo and plan, paid in cash, and let in. */
async function addWalkIn({ desk, page, dialog }: Day): Promise<void> {
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
}

async function sellTrial({ page, dialog }: Day): Promise<void> {
  await page.keyboard.press('Shift+F3')
  await dialog.getByLabel('Name of the person').and(page.locator(':focus')).waitFor()
  await typeAsPerson(page, 'Tina Trial')
  await dialog.getByText('Trial week').waitFor()
  await untilPressIsOwn(page)
  await page.keyboard.press('Enter')
  await page.getByTestId('scan-result').getByText('Tina Trial').waitFor()
  await expect.poll(() => dialog.count()).toBe(0)
}

/** Paid in part, it still keeps the member out; then the rest, and they come in. */
async function payDebt({ hub, desk, page, dialog }: Day): Promise<void> {
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
}

async function replaceLostCard({ hub, desk, page, dialog }: Day): Promise<void> {
  await addMember(hub, { full_name: 'Lea Lost', credentials: 'CARD-7788' })
  await scan(desk, 'CARD-7788', 'ok_in', 'Lea Lost')
  await page.keyboard.press('F9')
  await dialog.getByText('…7788, since').waitFor()
  await page.keyboard.press('Shift+F7')
  await dialog.getByText('Scan the new card now.').waitFor()
  await desk.scan('CARD-9900')
  await dialog.getByText('Card …9900 is good now.').waitFor()
  await closeSheet(page)
  await scan(desk, 'CARD-7788', 'credential_revoked')
  await scan(desk, 'CARD-9900', 'ok_out')
}

/** Behind the first of them all who are outside. */
async function checkInFamily({ hub, manager, desk, page, dialog }: Day): Promise<void> {
  const rita = await addMember(hub, { full_name: 'Rita Roth' })
  const others = [
    await addMember(hub, { full_name: 'Tom Roth' }),
    await addMember(hub, { full_name: 'Lea Roth' }),
  ]
  for (const { id: memberId } of others) await call(manager, 'families.join', { memberId, holderId: rita.id })
  await scan(desk, rita.card, 'ok_in')
  await page.keyboard.press('F9')
  await dialog.getByRole('button', { name: 'Check in 2 people' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.getByRole('button', { name: /^Check in/ }).count()).toBe(0)
  await closeSheet(page)
  for (const { id: memberId } of [rita, ...others])
    expect(await call(manager, 'members.get', { memberId })).toMatchObject({ inside: true })
}

/** Somebody goes away for a while; and somebody is back, whose button is under the hand. */
async function freezeAndUnfreeze({ hub, desk, page, dialog }: Day): Promise<void> {
  const going = await addMember(hub, { full_name: 'Gina Going', valid_until: '2099-12-31' })
  await scan(desk, going.card, 'ok_in')
  await page.keyboard.press('F9')
  await dialog.getByRole('button', { name: 'Freeze…' }).press('Enter')
  await dialog.getByRole('button', { name: /^Freeze\./ }).press('Enter')
  await dialog.getByRole('button', { name: 'End freeze' }).waitFor()
  await closeSheet(page)
  const back = await addMember(hub, { full_name: 'Frida Frozen', frozen_from: '2020-01-01' })
  await scan(desk, back.card, 'frozen')
  await page.keyboard.press('F9')
  await dialog.getByRole('button', { name: 'End freeze' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByText('The freeze has ended.').waitFor()
  await closeSheet(page)
  await scan(desk, back.card, 'ok_in')
}

/** The wrong member is renewed, and it is taken back whole. */
async function reverseRenewal({ hub, desk, page, dialog }: Day): Promise<void> {
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
}

/** By the manager in the office; at the desk either card is theirs. */
async function mergeDuplicate({ hub, desk, page }: Day): Promise<void> {
  const birthday = '1990-02-03'
  const one = await addMember(hub, { full_name: 'Anna Berg', birthday })
  const other = await addMember(hub, { full_name: 'Anna Breg', birthday })
  await addPerson(hub, { username: 'mona', role: 'manager' })
  const office = await openAccountDesk(page.context().browser()!, hub, 'mona')
  const dialog = sheetOf(office.page)
  await choose(office.page, 'Duplicates')
  await dialog.getByRole('button', { name: /^Compare Anna/ }).press('Enter')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).press('Enter')
  await dialog.getByRole('heading', { name: /^Anna B/ }).waitFor()
  await closeSheet(office.page)
  expect(office.complaints).toEqual([])
  await scan(desk, one.card, 'ok_in')
  await scan(desk, other.card, 'ok_out')
}

describe.skipIf(!BROWSER)('a receptionist’s hour', () => {
  it('ends with the cash that the ledger has', { timeout: 480_000 }, async () => {
    const day = await openDay()
    await addWalkIn(day)
    await sellTrial(day)
    await payDebt(day)
    await replaceLostCard(day)
    await checkInFamily(day)
    await freezeAndUnfreeze(day)
    await reverseRenewal(day)
    await mergeDuplicate(day)
    const { hub, desk, page, dialog } = day
    await choose(page, 'Shift report')
    await dialog.getByText('Cash to hand over: 108.00').waitFor()
    expect(await cashIn(hub)).toBe(10_800)
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
