import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { TEST_CODE } from '../../renderer/services/readers/learn-profile.ts'
import { BROWSER, lanAddress, launchBrowser, newBareContext, pageDesk } from '../support/browser/browser.ts'
import { announced } from '../support/browser/announced.ts'
import { barriers } from '../support/browser/axe.ts'
import type { FakeReader } from '../support/browser/fake-readers.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPerson, chooseOption, keepSignIn, signInByPassword } from '../support/browser/people.ts'
import {
  learnReaders,
  moves,
  openReaderDesk,
  openSetUp,
  testEndsWith,
} from '../support/browser/reader-desk.ts'
import { TestReader } from '../support/browser/reader.ts'

const ENTRANCE: FakeReader = { kind: 'hid', name: 'Voyager 1472g', vendorId: 0x0c2e, productId: 0x0b6a }
const EXIT: FakeReader = { kind: 'serial', name: 'exit', vendorId: 0x05e0, productId: 0x1701 }

const light = (page: Page) => page.getByTestId('scanner').getAttribute('data-state')
const row = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })

/** Adds the one reader of this kind that is plugged in, and says what it is for. */
async function add(page: Page, kind: 'HID' | 'serial', role: string): Promise<void> {
  await page.getByRole('button', { name: `Add ${kind} reader` }).click()
  const name = kind === 'HID' ? ENTRANCE.name : 'Serial reader'
  await row(page, name).and(page.locator('[data-status=connected]')).waitFor()
  await chooseOption(page, `What ${name} does`, role)
}

/** How often the page has begun to make tones: it does so once, for its first one. */
async function countTones(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(window, { tones: 0 })
    window.AudioContext = class extends AudioContext {
      constructor() {
        super()
        ;(window as unknown as { tones: number }).tones += 1
      }
    }
  })
  return () => page.evaluate(() => (window as unknown as { tones: number }).tones)
}

/** As much of it as lies below what the window shows, in whole pixels. */
function hiddenPixels(shown: Locator): Promise<number> {
  return shown.evaluate((element) =>
    Math.max(0, Math.floor(element.getBoundingClientRect().bottom - innerHeight)),
  )
}

describe.skipIf(!BROWSER)('readers beside the keyboard', () => {
  it('two at once, one for in and one for out, each answered; after a reload and a pulled cable too', async () => {
    const desk = await openReaderDesk([ENTRANCE, EXIT])
    const { page, readers } = desk
    const { card } = await addMember(desk.hub, { full_name: 'Ines' })
    const { card: other } = await addMember(desk.hub, { full_name: 'Jo' })
    await expect.poll(() => light(page)).toBe('new')
    await openSetUp(page)
    await add(page, 'HID', 'In only')
    await add(page, 'serial', 'Out only')
    expect(await barriers(page)).toEqual([])
    // A dialog is open: the readers do not care.
    await readers.scan(ENTRANCE.name, card)
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await readers.scan(EXIT.name, card)
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_out' })
    await page.keyboard.press('Escape')
    await expect.poll(() => light(page)).toBe('ready')

    await page.reload()
    await expect.poll(() => light(page)).toBe('ready')
    await expect.poll(desk.connection).toBe('live')
    // A dialog hides the page from a screen reader, but not what it must say.
    await page.keyboard.press('F2')
    await page.getByRole('dialog').waitFor()
    await readers.scan(EXIT.name, other)
    await expect.poll(desk.result).toEqual({ verdict: 'denied', reason: 'not_in' })
    await expect.poll(() => announced(page, 'assertive')).toEqual([expect.stringContaining('Not inside')])

    for (const reader of [ENTRANCE, EXIT]) {
      await readers.unplug(reader.name)
      await expect.poll(() => light(page)).toBe('lost')
      await page.getByTestId('scanner').getByText('unplugged').waitFor()
      const what = reader === ENTRANCE ? ENTRANCE.name : 'Serial reader'
      await expect.poll(() => announced(page, 'polite')).toContainEqual(expect.stringContaining(what))
      await readers.plug(reader)
      await expect.poll(() => light(page)).toBe('ready')
    }
    await page.keyboard.press('Escape')
    await readers.scan(ENTRANCE.name, other)
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await expect
      .poll(() => moves(desk))
      .toEqual(['member_checked_in', 'member_checked_out', 'scan_refused', 'member_checked_in'])
    expect(desk.complaints).toEqual([])
  })

  it('one that asks who it is shows the member and changes nothing', async () => {
    const desk = await openReaderDesk([ENTRANCE])
    const { page, readers } = desk
    const { card } = await addMember(desk.hub, { full_name: 'Ines' })
    const tones = await countTones(page)
    await openSetUp(page, () => page.getByTestId('scanner').click())
    await add(page, 'HID', 'Who is this?')
    await readers.scan(ENTRANCE.name, card)
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await page.keyboard.press('Escape')
    await page.getByText('Nothing changed', { exact: true }).waitFor()
    await page.getByRole('heading', { name: 'May come in' }).waitFor()
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
    expect(await tones()).toBe(0)
    await desk.scan(card)
    await page.getByRole('heading', { name: 'Come in', exact: true }).waitFor()
    await expect.poll(tones).toBe(1)
    await readers.scan(ENTRANCE.name, card)
    await page.getByRole('heading', { name: 'Inside now', exact: true }).waitFor()
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
    await expect.poll(desk.occupancy).toBeGreaterThan(0)
  })

  it('many lines in one scan are no card: none of them is asked about, and the next card is answered', async () => {
    const desk = await openReaderDesk([ENTRANCE, EXIT])
    const { page, readers } = desk
    const { card } = await addMember(desk.hub, { full_name: 'Ines' })
    await openSetUp(page)
    await add(page, 'HID', 'In only')
    await add(page, 'serial', 'In only')
    await page.keyboard.press('Escape')
    for (const { name } of [ENTRANCE, EXIT]) {
      await readers.scan(name, 'DCSSAMPLE\r\nDACJOHN\r\nDBB06061986')
      await expect.poll(async () => (await desk.result()).reason).toBe('ambiguous')
      await page.keyboard.press('Escape')
      await expect.poll(async () => (await desk.result()).verdict).toBe('')
    }
    await readers.scan(EXIT.name, card)
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
  })

  it('one that is forgotten is not listened to any more', async () => {
    const desk = await openReaderDesk([EXIT])
    const { page, readers } = desk
    await openSetUp(page)
    await add(page, 'serial', 'In only')
    await page.getByRole('button', { name: 'Rename Serial reader' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Back door')
    await page.keyboard.press('Enter')
    await row(page, 'Back door').waitFor()
    await page.getByRole('button', { name: 'Forget Back door' }).click()
    await row(page, 'Back door').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Add HID reader' }).click()
    await page.getByRole('alert').getByText('No reader was added.').waitFor()
    await readers.scan(EXIT.name, 'DEMO-00001')
    await desk.scan('DEMO-00002')
    await expect.poll(() => moves(desk).length).toBe(1)
    await expect.poll(() => light(page)).toBe('ready')
  })
})

describe.skipIf(!BROWSER)('the set-up page', () => {
  // Every layout: tests/long/readers.test.ts.
  it('learns a reader from the test code, set to another layout than the PC, with and without Caps Lock', async () => {
    await learnReaders(await openReaderDesk([]), [
      ['de', 'us'],
      ['fr', 'de'],
    ])
  })

  it('takes keys that a busy PC gives late, after the test seemed over, for the same scan', async () => {
    const desk = await openReaderDesk([])
    const { page } = desk
    const reader = await TestReader.at(page)
    const setUp = { reader: 'us', pc: 'us', capsLock: false, prefix: '', suffix: '', ends: 'Enter' } as const
    const wrong = page.getByText('This is not the printed code.')
    await openSetUp(page)
    await page.getByRole('button', { name: 'Scan test code' }).click()
    await reader.scan(TEST_CODE, 11, setUp, () => testEndsWith(page, wrong))
    await testEndsWith(page, page.getByTestId('test-result').getByText('Matches the printed code.'))
    await reader.scan('DEMO-00001', 11, setUp)
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
  })

  it('ends the test also on a PC whose timers are always late', async () => {
    const desk = await openReaderDesk([])
    const { page } = desk
    const reader = await TestReader.at(page)
    const setUp = { reader: 'us', pc: 'us', capsLock: false, prefix: '', suffix: '', ends: 'Enter' } as const
    await openSetUp(page)
    await page.getByRole('button', { name: 'Scan test code' }).click()
    await page.evaluate(() => {
      const now = performance.now.bind(performance)
      let behindMs = 0
      performance.now = () => now() + (behindMs += 1_000)
    })
    await reader.scan(TEST_CODE, 11, setUp)
    await testEndsWith(page, page.getByTestId('test-result').getByText('Matches the printed code.'))
  })

  it('tests a reader that does not type, and sends none of it to the hub', async () => {
    const desk = await openReaderDesk([ENTRANCE])
    const { page, readers } = desk
    await openSetUp(page)
    await add(page, 'HID', 'In only')
    await page.getByRole('button', { name: 'Scan test code' }).click()
    await readers.scan(ENTRANCE.name, TEST_CODE)
    await page.getByText('Matches the printed code.').waitFor()
    await page.getByTestId('test-result').getByText(ENTRANCE.name).waitFor()
    await readers.scan(ENTRANCE.name, 'DEMO-00001')
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
  })

  it('says what is wrong with another code, shows its keys, and sends it nowhere', async () => {
    const desk = await openReaderDesk([])
    const { page } = desk
    const reader = await TestReader.at(page)
    const setUp = { reader: 'us', pc: 'us', capsLock: false, prefix: '', suffix: '', ends: 'Enter' } as const
    await openSetUp(page)
    await page.getByRole('button', { name: 'Scan test code' }).click()
    expect(await hiddenPixels(page.getByText('Scan the test code now.'))).toBe(0)
    await reader.scan('DEMO-00001', 11, setUp)
    await testEndsWith(page, page.getByText('This is not the printed code.'))
    expect(await hiddenPixels(page.getByTestId('test-result'))).toBe(0)
    expect(await page.getByTestId('decoded').textContent()).toBe('DEMO-00001')
    await page.getByText('11 raw keys').click()
    await page.getByRole('cell', { name: 'Enter' }).first().waitFor()
    expect(moves(desk)).toEqual([])
    await reader.scan('DEMO-00001', 11, setUp)
    await expect.poll(() => moves(desk).length).toBe(1)
  })

  it('keeps the place of the test code until it is drawn: no button moves under a press', async () => {
    const { page } = await openReaderDesk([])
    const drawn = Promise.withResolvers<undefined>()
    await page.route('**/draw-bars-*.js', async (route) => {
      await drawn.promise
      await route.continue()
    })
    await openSetUp(page)
    const button = page.getByRole('button', { name: 'Scan test code' })
    const before = await button.boundingBox()
    drawn.resolve(undefined)
    await page.getByRole('img', { name: 'Test code as a QR code' }).waitFor()
    expect(await button.boundingBox()).toEqual(before)
  })

  it('prints the test code and nothing else', async () => {
    const { page } = await openReaderDesk([])
    await openSetUp(page)
    await page.emulateMedia({ media: 'print' })
    await page.getByText('AV Gym Front Desk: test code').waitFor()
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    expect(await page.locator('#desk').isVisible()).toBe(false)
  })

  it('says what to do where the browser reaches no such readers', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const context = await newBareContext(await launchBrowser())
    await keepSignIn(context, hub, 'boss')
    const page = await context.newPage()
    await page.addInitScript(() => {
      for (const name of ['hid', 'serial', 'mediaDevices'])
        Object.defineProperty(navigator, name, { value: undefined })
    })
    await page.goto(hub.http)
    await seeReach(page, 'this browser doesn’t support it.')
  })

  it.skipIf(!lanAddress())(
    'says where to go from a page that came unencrypted over the network',
    async () => {
      const hub = await startHub({ host: '0.0.0.0', 'behind-proxy': ['127.0.0.1'] })
      await addPerson(hub, { username: 'boss', role: 'manager' })
      const page = await (await newBareContext(await launchBrowser())).newPage()
      await page.goto(`http://${lanAddress()!}:${new URL(hub.http).port}/`)
      await signInByPassword(page, 'boss')
      await seeReach(page, 'the browser allows this only on the hub’s PC')
    },
  )
})

/** The set-up says of each kind of reader why this page cannot reach it. */
async function seeReach(page: Page, reason: string): Promise<void> {
  await expect.poll(pageDesk(page).connection).toBe('live')
  await page.keyboard.press('F2')
  for (const kind of ['HID reader', 'Serial reader', 'Camera']) {
    await page.getByText(`${kind}: ${reason}`).waitFor()
  }
}
