import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PROFILE_KEY } from '../../renderer/services/scanner/stored-profile.ts'
import { ANY_READER } from '../../renderer/services/scanner/reader-profile.ts'
import {
  BROWSER,
  launchBrowser,
  newBareContext,
  pageDesk,
  type PageDesk,
} from '../support/browser/browser.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { TestReader } from '../support/browser/reader.ts'
import { changeStaff } from '../support/hub/staff.ts'

/**
 * What people complain about at front desks everywhere, and what happens at this one instead. Each begins with what
 * hurts; the fuller tests of the same promises stand in the files of their features.
 */

const PATIENCE = { timeout: 15_000 }

/** As a person types. */
const TYPING = { delay: 110 }

interface Gym {
  hub: HubProcess
  desk: PageDesk
  page: Page
  stage: () => Promise<string>
}

/** A gym of demo members with one desk, at which Anna works. */
async function openGym(demo = 30): Promise<Gym> {
  const hub = await startHubProcess(['--port', '0', '--demo', String(demo)])
  await addPerson(hub, { username: 'anna' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
  return { hub, desk, page: desk.page, stage: () => desk.page.getByTestId('scan-result').innerText() }
}

/** Scans, and waits until the stage gives this reason. */
async function scanned(desk: PageDesk, code: string, reason: string): Promise<void> {
  await desk.scan(code)
  await expect.poll(async () => (await desk.result()).reason, PATIENCE).toBe(reason)
}

/** Open and all visits of the member with this card, as the database has them. */
function visitsOf(hub: HubProcess, card: string): { open: number; all: number } {
  const file = new Sqlite(join(hub.folder, 'frontdesk.sqlite'), { readonly: true })
  const visits = file
    .prepare(
      `select count(*) as "all", count(*) - count(check_out_at) as open from visits
       where member_id = (select member_id from credentials where code = ?)`,
    )
    .get(card) as { open: number; all: number }
  file.close()
  return visits
}

/** A card whose member is outside. */
function cardOutside(hub: HubProcess, ...not: string[]): string {
  const file = new Sqlite(join(hub.folder, 'frontdesk.sqlite'), { readonly: true })
  const cards = file
    .prepare(
      `select code from credentials join members on members.id = member_id
       where not exists (select 1 from member_notes n where n.member_id = members.id) and cast(substr(code, 6) as integer) % 10 <> 0
       and not exists (select 1 from visits v where v.member_id = members.id and check_out_at is null) order by code`,
    )
    .pluck()
    .all() as string[]
  file.close()
  return cards.find((card) => !not.includes(card))!
}

describe.skipIf(!BROWSER)('the pains of front desks', { timeout: 120_000 }, () => {
  it('1, a scan lands in the wrong place: it is answered, and the text that somebody writes stays as it was', async () => {
    const { hub, desk, page } = await openGym()
    await page.keyboard.press('F3')
    await page.keyboard.type('lind', TYPING)
    await page.locator('input:focus').evaluate((field: HTMLInputElement) => field.setSelectionRange(1, 3))
    await scanned(desk, cardOutside(hub), 'ok_in')
    const field = page.locator('input:focus')
    expect(await field.inputValue()).toBe('lind')
    expect(await field.evaluate((e: HTMLInputElement) => [e.selectionStart, e.selectionEnd])).toEqual([1, 3])
    // And the other way round: the scanner never takes the focus from whoever types.
    await page.keyboard.type('aur', TYPING)
    expect(await field.inputValue()).toBe('laurd')
  })

  it('2, a focused button or an open dialog eats the next scan: both stay as they were, nothing is to be dismissed', async () => {
    const { hub, desk, page } = await openGym()
    const [one, other] = [cardOutside(hub), cardOutside(hub, cardOutside(hub))]
    const inside = await desk.occupancy()
    await scanned(desk, one, 'ok_in')
    const checkOut = page.getByTestId('present-row').last().getByRole('button')
    await checkOut.focus()
    await scanned(desk, other, 'ok_in')
    await expect.poll(desk.occupancy, PATIENCE).toBe(inside + 2)
    await choose(page, 'Sign out')
    await page.getByRole('dialog').getByRole('button').last().focus()
    await scanned(desk, 'NOBODY-1', 'unknown_credential')
    expect(await page.getByRole('dialog').count()).toBe(1)
    expect(await desk.connection()).toBe('live')
  })

  it('3, fast or double scans corrupt state: however often and wherever at once, it is one visit', async () => {
    const { hub, desk } = await openGym()
    const card = cardOutside(hub)
    const before = visitsOf(hub, card).all
    const other = await openDesk(hub)
    const elsewhere = other.ask('scan', { code: card, mode: 'in' })
    for (let time = 0; time < 4; time += 1) await desk.scan(card)
    await elsewhere
    // A scan with another card is answered after all of them: then they are done.
    await scanned(desk, 'NOBODY-1', 'unknown_credential')
    expect(visitsOf(hub, card).all).toBe(before + 1)
    const leaving = await other.ask('scan', { code: card, mode: 'out' })
    expect(['ok_out', 'not_in']).toContain(leaving.payload.reason)
    expect(visitsOf(hub, card)).toEqual({ open: 0, all: before + 1 })
  })

  it('4, one bad scan stops the desk: whatever was read, the next card is answered', async () => {
    const { hub, desk } = await openGym()
    for (const code of [
      'NOBODY-1',
      `X${'9'.repeat(400)}`,
      '%_*?[]',
      '../../etc',
      "'; drop table visits;--",
    ]) {
      await desk.scan(code)
    }
    await scanned(desk, cardOutside(hub), 'ok_in')
    expect(desk.complaints).toEqual([])
  })

  it('5, layout and Caps Lock garble codes: they are read by the keys that were pressed', async () => {
    const { hub, desk, page } = await openGym()
    const card = cardOutside(hub)
    const learned = JSON.stringify({ ...ANY_READER, layout: 'us', ends: 'enter' })
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [PROFILE_KEY, learned] as const)
    await page.reload()
    await expect.poll(desk.connection, PATIENCE).toBe('live')
    const reader = await TestReader.at(page)
    const belgian = { reader: 'us', pc: 'be', capsLock: true, prefix: '', suffix: '', ends: 'Enter' } as const
    await reader.scan(card, 8, belgian)
    await expect.poll(async () => (await desk.result()).reason, PATIENCE).toBe('ok_in')
  })

  it('8, offline has to be switched on, and is cryptic: it says what is kept, and carries it out by itself', async () => {
    const { hub, desk, page, stage } = await openGym()
    const card = cardOutside(hub)
    const before = visitsOf(hub, card).all
    const { port } = new URL(hub.http)
    await hub.stop('SIGKILL')
    await expect.poll(desk.connection, PATIENCE).toBe('offline')
    await desk.scan(card)
    await expect.poll(stage).toContain('Saved on this desk. Sent as soon as the hub is ready.')
    await page.getByText('1 waiting to be sent').waitFor()
    const again = await startHubProcess(['--port', port], hub.folder)
    await expect.poll(desk.connection, PATIENCE).toBe('live')
    await expect.poll(desk.result, PATIENCE).toEqual({ verdict: 'granted', reason: 'ok_in' })
    expect(await page.getByText('waiting to be sent').count()).toBe(0)
    expect(visitsOf(again, card)).toEqual({ open: 1, all: before + 1 })
  })

  it('9, a reconnect loses or doubles records: with the hub killed in between and two windows open, each is there once', async () => {
    const { hub, desk } = await openGym()
    const cards = Array.from({ length: 6 }, (_, index) => `PAIN-${index}`)
    for (const card of cards) await addMember(hub, { full_name: card, credentials: card })
    for (const card of cards.slice(0, 3)) await desk.scan(card)
    const { port } = new URL(hub.http)
    await hub.stop('SIGKILL')
    for (const card of cards.slice(3)) await desk.scan(card)
    const again = await startHubProcess(['--port', port], hub.folder)
    const second = pageDesk(await desk.context.newPage())
    await second.page.goto(hub.http)
    const visits = () => cards.map((card) => visitsOf(again, card))
    await expect.poll(visits, PATIENCE).toEqual(cards.map(() => ({ open: 1, all: 1 })))
    // One window is in use; the other says so and how to use it instead.
    const replaced = (window: PageDesk) =>
      window.page.getByText('This desk is now open in another window').count()
    await expect.poll(async () => (await replaced(desk)) + (await replaced(second)), PATIENCE).toBe(1)
    const other = (await replaced(desk)) === 1 ? desk : second
    await other.page.getByRole('button', { name: 'Use this desk' }).click()
    await expect.poll(other.connection, PATIENCE).toBe('live')
    expect(visits()).toEqual(cards.map(() => ({ open: 1, all: 1 })))
  })

  it('11, nothing can be undone: one key puts back what the stage shows, and says so', async () => {
    const { hub, desk, page, stage } = await openGym()
    const card = cardOutside(hub)
    const inside = await desk.occupancy()
    await scanned(desk, card, 'ok_in')
    await expect.poll(desk.occupancy).toBe(inside + 1)
    await page.keyboard.press('F4')
    await expect.poll(stage, PATIENCE).toContain('Check-in undone. Not inside.')
    await expect.poll(desk.occupancy).toBe(inside)
    expect(visitsOf(hub, card).open).toBe(0)
  })

  it('12, feedback is quiet or unspecific: every outcome is heard, and says why in words', async () => {
    const { hub, desk, page, stage } = await openGym()
    await addMember(hub, { full_name: 'Dora Debt', debt_cents: '4900', credentials: 'PAIN-DEBT' })
    await page.evaluate(() => {
      const heard: number[] = []
      Object.assign(window, { heard })
      const { start } = OscillatorNode.prototype
      OscillatorNode.prototype.start = function (this: OscillatorNode, ...when) {
        heard.push(this.frequency.value)
        start.apply(this, when)
      }
    })
    const heard = () => page.evaluate(() => (window as unknown as { heard: number[] }).heard.splice(0).join())
    // The browser lets a page be heard after its first key or click, a moment later.
    await page.mouse.click(5, 5)
    await expect.poll(async () => (await desk.scan('NOBODY-0'), heard()), PATIENCE).not.toBe('')
    const told: { words: string; tones: string }[] = []
    for (const [code, reason] of [
      [cardOutside(hub), 'ok_in'],
      ['PAIN-DEBT', 'debt'],
      ['NOBODY-1', 'unknown_credential'],
    ] as const) {
      await heard()
      await scanned(desk, code, reason)
      told.push({ words: await stage(), tones: await heard() })
    }
    expect(told[0]?.tones).not.toBe(told[1]?.tones)
    expect(told[1]?.tones).toBe(told[2]?.tones)
    expect(told[1]?.words).toContain('49.00 due')
    expect(told[2]?.words).toContain('No member has this card')
  })

  it('13, too slow, too many clicks: twenty people in a row without a key or a click between them', async () => {
    const { hub, desk, page } = await openGym()
    const cards = Array.from({ length: 20 }, (_, index) => `PAIN-${index}`)
    for (const card of cards) await addMember(hub, { full_name: `Visitor ${card}`, credentials: card })
    const took: number[] = []
    for (const card of cards) {
      const began = performance.now()
      await desk.scan(card)
      await page.getByTestId('scan-result').getByText(`Visitor ${card}`).waitFor(PATIENCE)
      took.push(performance.now() - began)
    }
    expect(took.toSorted((a, b) => a - b)[cards.length / 2]).toBeLessThan(2_000)
    // Nor does a search ask for a click: it answers while somebody types.
    await page.keyboard.press('F3')
    await page.keyboard.type('pain-7', TYPING)
    await page.getByTestId('present-row').getByText('Visitor PAIN-7').waitFor(PATIENCE)
  })

  it('14, hardware is not detected, or blocks: a desk reads any keyboard reader as it comes, and says how its readers are', async () => {
    const hub = await startHubProcess(['--port', '0', '--demo', '30'])
    await addPerson(hub, { username: 'anna' })
    const browser = await launchBrowser()
    const desk = await openAccountDesk(browser, hub, 'anna', await newBareContext(browser))
    const { page } = desk
    const light = page.getByTestId('scanner')
    expect(await light.innerText()).toContain('Reader not set up')
    await scanned(desk, cardOutside(hub), 'ok_in')
    await expect.poll(() => light.innerText()).toContain('Reader ready')
    // No printer, no other device: nothing waits for one.
    await page.evaluate(() => {
      document.hasFocus = () => false
      window.dispatchEvent(new Event('blur'))
    })
    await expect.poll(() => light.innerText()).toContain('Click here to scan')
  })

  it('15, silent staleness and ended sign-ins: figures that may be old say so, and a sign-in that ended is asked for', async () => {
    const { hub, desk, page } = await openGym()
    const { staff } = (await (await hub.fetch('api/v1/staff')).json()) as { staff: { id: string }[] }
    hub.process.kill('SIGSTOP')
    await expect.poll(desk.connection, { timeout: 60_000 }).not.toBe('live')
    await page.getByText('Last update').waitFor()
    await expect.poll(() => page.getByLabel('Inside now').first().innerText()).toMatch(/as of \d\d:\d\d/)
    hub.process.kill('SIGCONT')
    await expect.poll(desk.connection, { timeout: 30_000 }).toBe('live')
    await changeStaff(hub, staff[0]!.id, { disabled: true })
    await page.getByLabel('Username', { exact: true }).waitFor()
  })
})
