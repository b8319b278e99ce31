import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser, openPageDesk, type PageDesk } from '../support/browser/browser.ts'
import { GONE_AFTER_MS, SIGN_STAYS_MS } from '../../renderer/features/member-display/display-channel.ts'
import { TEST_CODE, TEST_OVER_MS } from '../../renderer/services/readers/learn-profile.ts'
import { installFakeReaders, type FakeReader } from '../support/browser/fake-readers.ts'
import { fireTimers, holdTimers } from '../support/browser/held-timers.ts'
import { addMember, startHub, startHubProcess, type TestHub } from '../support/hub/hub.ts'
import { addPerson, choose, chooseOption, openAccountDesk } from '../support/browser/people.ts'
import { TestReader } from '../support/browser/reader.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'

const READER: FakeReader = { kind: 'hid', name: 'Voyager 1472g', vendorId: 0x0c2e, productId: 0x0b6a }

type Theme = 'light' | 'dark'

/** A desk of the manager `boss`, in this theme. */
async function openBoss(theme: Theme): Promise<PageDesk & { hub: TestHub }> {
  const hub = await startHub({ demo: '20' })
  await addPerson(hub, { username: 'boss', role: 'manager' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'boss')
  await desk.page.emulateMedia({ colorScheme: theme })
  return { ...desk, hub }
}

/** Scans the card and waits for what the rules say; the stage was empty before, so that the next key is meant for it. */
async function scanned(desk: PageDesk, card: string, reason: string): Promise<void> {
  await desk.page.keyboard.press('Escape')
  await desk.scan(card)
  await expect.poll(async () => (await desk.result()).reason).toBe(reason)
}

const US_READER = { reader: 'us', pc: 'us', capsLock: false, prefix: '', suffix: '', ends: 'Enter' } as const

describe.skipIf(!BROWSER).each(['light', 'dark'] as const)('in %s, axe finds nothing serious', (theme) => {
  it('on the sign-in screen, between scans, on every kind of result, in a search and offline', async () => {
    const hub = await startHubProcess(['--port', '0', '--demo', '60'])
    const note = await addMember(hub, {
      full_name: 'Priya',
      note: 'Ask for the form',
      note_must_be_read: '1',
    })
    const browser = await launchBrowser()
    const visitor = await (await browser.newContext({ colorScheme: theme })).newPage()
    await visitor.goto(hub.http)
    await visitor.getByRole('textbox').first().waitFor()
    expect(await barriers(visitor)).toEqual([])

    const link = await hub.fetch('api/v1/links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"role":"receptionist","name":"Maria K."}',
    })
    const desk = await openPageDesk(browser, ((await link.json()) as { address: string }).address)
    await desk.page.emulateMedia({ colorScheme: theme })
    await expect.poll(async () => (await desk.presentIds()).length).toBeGreaterThan(0)
    expect(await barriers(desk.page)).toEqual([])
    for (const [code, reason] of [
      ['DEMO-00001', 'ok_in'],
      ['DEMO-00010', 'expired'],
      ['NOBODY-4471', 'unknown_credential'],
      [note.card, 'note_must_be_read'],
    ] as const) {
      await scanned(desk, code, reason)
      expect(await barriers(desk.page)).toEqual([])
    }
    await desk.page.keyboard.press('F8')
    await expect.poll(async () => (await desk.result()).verdict).toBe('granted_with_warning')
    expect(await barriers(desk.page)).toEqual([])
    await desk.page.keyboard.press('F3')
    await desk.page.keyboard.type('a', { delay: 100 })
    await desk.page
      .getByRole('button', { name: /check in/i })
      .first()
      .waitFor()
    expect(await barriers(desk.page)).toEqual([])
    await hub.stop('SIGKILL')
    await expect.poll(desk.connection, { timeout: 15_000 }).toBe('offline')
    expect(await barriers(desk.page)).toEqual([])
  })

  it('where people switch, change what is theirs, and a manager keeps staff and desks', async () => {
    const hub = await startHubProcess(['--port', '0', '--demo', '60'])
    await addPerson(hub, { username: 'boss', role: 'manager', pin: '730218' })
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'boss')
    await page.emulateMedia({ colorScheme: theme })
    await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await choose(page, 'Switch user')
    await page.getByRole('dialog').getByRole('button', { name: 'boss' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'boss' }).click()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const entry of ['Set my PIN', 'Change my password']) {
      await choose(page, entry)
      expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await choose(page, 'Staff and desks')
    await page.getByRole('listitem', { name: 'boss' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Add account' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('Name', { exact: true }).fill('Anna Berg')
    await page.getByLabel('Username').fill('anna')
    await page.keyboard.press('Enter')
    await page.getByText('shown only once').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('radio', { name: 'Desks' }).click()
    await page.getByRole('button', { name: 'Remove' }).first().click()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await choose(page, 'Sign out')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'boss' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Use a password instead' }).click()
    await page.getByLabel('Username', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  it('where a refusal is answered: each renewal, an override, and one that a manager has to allow', async () => {
    const desk = await openBoss(theme)
    const { page, hub } = desk
    const dialog = page.getByRole('dialog')
    for (const [columns, reason] of [
      [{ valid_until: '2020-01-01' }, 'expired'],
      [{ visits_left: '0' }, 'no_visits_left'],
      [{ debt_cents: '4900' }, 'debt'],
    ] as const) {
      await scanned(desk, (await addMember(hub, columns)).card, reason)
      for (const key of ['F5', 'F7']) {
        await page.keyboard.press(key)
        await dialog.waitFor()
        expect(await barriers(page)).toEqual([])
        await page.keyboard.press('Escape')
        await dialog.waitFor({ state: 'detached' })
      }
    }
    await addPerson(hub, { username: 'anna' })
    const other = await openAccountDesk(await launchBrowser(), hub, 'anna')
    await other.page.emulateMedia({ colorScheme: theme })
    await scanned(other, (await addMember(hub, { suspended: '1' })).card, 'suspended')
    await other.page.keyboard.press('F7')
    await other.page.getByRole('dialog').getByText('A manager has to approve this').waitFor()
    expect(await barriers(other.page)).toEqual([])
  })

  it('on a member’s sheet: with an open payment, an override, and a card that is given', async () => {
    const desk = await openBoss(theme)
    const { page, hub } = desk
    const dialog = page.getByRole('dialog')
    const { card } = await addMember(hub, { full_name: 'Dora Debt', debt_cents: '4900' })
    await page.keyboard.press('F3')
    await typeAsPerson(page, 'dora')
    await page.getByTestId('found-row').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('F9')
    await dialog.getByText('Balance due').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await scanned(desk, card, 'debt')
    await page.keyboard.press('F7')
    await dialog.getByLabel('Reason', { exact: true }).fill('Pays on Friday')
    await dialog.getByRole('radio').last().click()
    await dialog.getByLabel('Last day').press('Enter')
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    await dialog.getByText('Overrides').waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Add card…' }).click()
    await dialog.getByText('Scan the new card now.').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  it('in the set-up, whatever came of a test, and where somebody is only asked about', async () => {
    const desk = await openBoss(theme)
    const { page, hub } = desk
    const { card } = await addMember(hub)
    await holdTimers(page, TEST_OVER_MS)
    const readers = await installFakeReaders(page, [READER])
    await page.reload()
    await expect.poll(desk.connection).toBe('live')
    const reader = await TestReader.at(page)
    await page.keyboard.press('F2')
    await page.getByRole('img', { name: 'Test code as a QR code' }).waitFor()
    for (const [code, outcome] of [
      ['DEMO-00001', 'This is not the printed code.'],
      [TEST_CODE, 'Matches the printed code.'],
    ] as const) {
      await page.getByRole('button', { name: /^Scan (test code|again)$/ }).click()
      await reader.scan(code, 11, US_READER)
      const result = page.getByTestId('test-result').getByText(outcome)
      await expect
        .poll(async () => {
          await fireTimers(page, TEST_OVER_MS)
          return result.isVisible()
        })
        .toBe(true)
      await page.getByText('raw keys').click()
      expect(await barriers(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'Use these settings' }).click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Add HID reader' }).click()
    await chooseOption(page, `What ${READER.name} does`, 'Who is this?')
    await readers.scan(READER.name, card)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'May come in' }).waitFor()
    expect(await barriers(page)).toEqual([])
  })

  it('in the set-up of a browser that reaches no other readers', async () => {
    const desk = await openBoss(theme)
    await desk.page.addInitScript(() => {
      for (const name of ['hid', 'serial', 'mediaDevices'])
        Object.defineProperty(navigator, name, { value: undefined })
    })
    await desk.page.reload()
    await expect.poll(desk.connection).toBe('live')
    await desk.page.keyboard.press('F2')
    await desk.page.getByText('Camera: this browser doesn’t support it.').waitFor()
    expect(await barriers(desk.page)).toEqual([])
  })

  it('on each sign of the members’ screen', async () => {
    const desk = await openBoss(theme)
    await holdTimers(desk.context, SIGN_STAYS_MS, GONE_AFTER_MS)
    await desk.page.keyboard.press('F10')
    const opened = desk.context.waitForEvent('page')
    await desk.page.getByRole('button', { name: 'Open member screen' }).click()
    const screen = await opened
    await screen.emulateMedia({ colorScheme: theme })
    await desk.page.keyboard.press('Escape')
    await desk.page.bringToFront()
    const { card } = await addMember(desk.hub, { full_name: 'Ines' })
    const clear = async (): Promise<void> => fireTimers(screen, SIGN_STAYS_MS)
    for (const [sign, become] of [
      ['calm', clear],
      ['see_desk', () => desk.scan('NOBODY-4471')],
      ['welcome', () => desk.scan(card)],
      ['gone', () => desk.page.goto('about:blank').then(() => fireTimers(screen, GONE_AFTER_MS))],
    ] as const) {
      await become()
      await screen.locator(`[data-sign=${sign}]`).waitFor()
      expect(await barriers(screen)).toEqual([])
    }
  })
})
