import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ANY_READER } from '../../renderer/services/scanner/reader-profile.ts'
import { PROFILE_KEY } from '../../renderer/services/scanner/stored-profile.ts'
import { TEST_CODE } from '../../renderer/services/readers/learn-profile.ts'
import { announced } from '../support/browser/announced.ts'
import { BROWSER, untilLive } from '../support/browser/browser.ts'
import {
  moves,
  openReaderDesk,
  openSetUp,
  testEndsWith,
  type ReaderDesk,
} from '../support/browser/reader-desk.ts'
import { TestReader } from '../support/browser/reader.ts'
import { addMember } from '../support/hub/hub.ts'

const TYPING = { reader: 'us', pc: 'us', capsLock: false, prefix: '', suffix: '', ends: 'Enter' } as const
const CARD = 'GYM0001'

const light = (page: Page) => page.getByTestId('scanner')
const stateOf = (page: Page) => light(page).getAttribute('data-state')

/** A desk at which Ida's card is known, with what its reader was learned to be. */
async function openIdasDesk(learned: object = {}): Promise<ReaderDesk & { reader: TestReader }> {
  const desk = await openReaderDesk([])
  await addMember(desk.hub, { full_name: 'Ida', credentials: CARD })
  const profile = JSON.stringify({ ...ANY_READER, ends: 'enter', ...learned })
  await desk.page.evaluate(([key, text]) => localStorage.setItem(key, text), [PROFILE_KEY, profile] as const)
  await desk.page.reload()
  await untilLive(desk)
  return { ...desk, reader: await TestReader.at(desk.page) }
}

interface Learning {
  gapMs?: number
  prefix?: string
  /** What the test says in the end. */
  says?: string
}

/** Has the set-up test the reader, as it types the test code. */
async function learn(
  { page, reader }: { page: Page; reader: TestReader },
  { gapMs = 8, prefix = '', says = 'Matches the printed code.' }: Learning = {},
): Promise<void> {
  await openSetUp(page, () => light(page).click())
  await page.getByRole('button', { name: 'Scan test code' }).click()
  await reader.scan(TEST_CODE, gapMs, { ...TYPING, prefix })
  await testEndsWith(page, page.getByTestId('test-result').getByText(says))
}

describe.skipIf(!BROWSER)('a card that is not believed', () => {
  it.each([60, 120])(
    'because it came at %i ms a key is told by the light, which leads to the set-up',
    async (gapMs) => {
      const { page, reader, watching } = await openIdasDesk()
      await reader.scan(CARD, gapMs, TYPING)
      await expect.poll(() => stateOf(page)).toBe('unread')
      expect(await light(page).innerText()).toContain('Reader too slow')
      await expect
        .poll(() => announced(page, 'polite'))
        .toContainEqual(expect.stringContaining('Reader too slow'))
      await light(page).click()
      await page.getByRole('dialog').getByText('A code arrived as slowly as someone types').waitFor()
      expect(watching.frames.filter(({ type }) => type === 'member_checked_in')).toEqual([])
    },
  )

  it('because it is too short is told by the light, until one is read', async () => {
    const desk = await openIdasDesk()
    const { page, reader } = desk
    await reader.scan('GYM', 8, TYPING)
    await expect.poll(() => stateOf(page)).toBe('unread')
    expect(await light(page).innerText()).toContain('Code too short')
    await reader.scan(CARD, 8, TYPING)
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
    await expect.poll(() => stateOf(page)).toBe('ready')
  })

  it('because of a prefix that was not learned is told by the light, and read once it is', async () => {
    const desk = await openIdasDesk({ prefix: 'X' })
    const { page, reader } = desk
    await reader.scan(CARD, 8, { ...TYPING, prefix: 'Y' })
    await expect.poll(() => moves(desk)).toEqual(['scan_refused'])
    await expect.poll(() => stateOf(page)).toBe('unread')
    await learn(desk, { prefix: 'Y' })
    await page.getByRole('button', { name: 'Use these settings' }).click()
    await expect.poll(() => stateOf(page)).toBe('ready')
    await reader.scan(CARD, 8, { ...TYPING, prefix: 'Y' })
    await expect.poll(() => moves(desk)).toEqual(['scan_refused', 'member_checked_in'])
  })
})

describe.skipIf(!BROWSER)('a desk whose reader was learned', () => {
  it('at 8 ms a key reads one beside it that takes 30', async () => {
    const desk = await openIdasDesk()
    await learn(desk)
    await desk.page.getByRole('button', { name: 'Use these settings' }).click()
    await desk.reader.scan(CARD, 30, TYPING)
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
  })

  it('with the AIM id of one kind of code reads cards of another', async () => {
    const desk = await openIdasDesk()
    await learn(desk, { prefix: ']C1' })
    await desk.page.getByRole('button', { name: 'Use these settings' }).click()
    await desk.reader.scan(CARD, 8, { ...TYPING, prefix: ']Q1' })
    await expect.poll(() => moves(desk)).toEqual(['member_checked_in'])
  })

  it('too slowly is told so, and not that its code is as printed', async () => {
    const desk = await openIdasDesk()
    await learn(desk, { gapMs: 80, says: 'types as slowly as a person' })
    expect(await desk.page.getByTestId('test-result').innerText()).not.toContain('Matches the printed code')
  })
})

describe.skipIf(!BROWSER)('an unknown card that not every desk could read', () => {
  it('is given to nobody: the sheet says why, and searches for no one', async () => {
    const scanner = { kind: 'hid', name: 'Voyager', vendorId: 0x0c2e, productId: 0x0b6a } as const
    const desk = await openReaderDesk([scanner])
    const { page, readers } = desk
    await openSetUp(page)
    await page.getByRole('button', { name: 'Add HID reader' }).click()
    await page
      .getByRole('listitem', { name: 'Voyager' })
      .and(page.locator('[data-status=connected]'))
      .waitFor()
    await page.keyboard.press('Escape')
    await readers.scan('Voyager', '123')
    await expect.poll(async () => (await desk.result()).reason).toBe('unknown_credential')
    await page.keyboard.press('F6')
    await page.getByRole('dialog').getByText('Not every desk can read this card').waitFor()
    expect(await page.getByRole('dialog').getByRole('textbox').count()).toBe(0)
  })
})
