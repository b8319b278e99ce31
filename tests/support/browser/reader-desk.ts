import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { KeyboardLayout } from '../../../renderer/services/scanner/keyboard-layouts.ts'
import { RESULT_STAYS_MS } from '../../../renderer/services/shown-result.ts'
import { PROFILE_KEY } from '../../../renderer/services/scanner/stored-profile.ts'
import { END_OF_CODE_MS } from '../../../renderer/services/scanner/wedge-decoder.ts'
import { TEST_CODE, TEST_OVER_MS } from '../../../renderer/services/readers/learn-profile.ts'
import { launchBrowser, newBareContext, pageDesk, untilLive, type PageDesk } from './browser.ts'
import { openDesk, type TestDesk } from '../client/desk.ts'
import { installFakeReaders, type FakeReader, type FakeReaders } from './fake-readers.ts'
import { fireTimers, holdTimers } from './held-timers.ts'
import { addMember, startHub, type TestHub } from '../hub/hub.ts'
import { addPerson, keepSignIn } from './people.ts'
import { TestReader } from './reader.ts'

export interface ReaderDesk extends PageDesk {
  hub: TestHub
  readers: FakeReaders
  /** Another desk, which is told everything. */
  watching: TestDesk
}

/** A manager's desk at which no reader was set up yet, with these plugged in. */
export async function openReaderDesk(readers: readonly FakeReader[]): Promise<ReaderDesk> {
  const hub = await startHub({ demo: '20' })
  await addPerson(hub, { username: 'boss', role: 'manager' })
  const watching = await openDesk(hub)
  const browser = await launchBrowser()
  const context = await newBareContext(browser)
  await keepSignIn(context, hub, 'boss')
  // Held for good: the silence that ends a code goes by the keys' own times, however late they come here.
  await holdTimers(context, TEST_OVER_MS, END_OF_CODE_MS, RESULT_STAYS_MS)
  const page = await context.newPage()
  const fakes = await installFakeReaders(page, readers)
  await page.goto(hub.http)
  const desk = pageDesk(page)
  await untilLive(desk)
  return { ...desk, hub, watching, readers: fakes }
}

/** Opens the set-up of the desk, by its key or another way. */
export async function openSetUp(page: Page, open = () => page.keyboard.press('F2')): Promise<void> {
  await open()
  await page.getByRole('button', { name: 'Scan test code' }).waitFor()
}

/** Lets the test of a reader end: the silence after its last key is over, as often as a late timer puts it off, until this is there. */
export async function testEndsWith(page: Page, shown: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await fireTimers(page, TEST_OVER_MS)
      return shown.isVisible()
    })
    .toBe(true)
}

/** What the hub has told every desk of check-ins, check-outs and refusals. */
export const moves = ({ watching }: ReaderDesk): string[] =>
  watching.frames
    .map(({ type }) => type)
    .filter((type) => /^member_checked_(in|out)$|^scan_refused$/.test(type))

/** Readers as they and the PC are set, each learned from the test code and used: the desk lets in a member by each. */
export async function learnReaders(
  desk: ReaderDesk,
  layouts: readonly (readonly [reader: KeyboardLayout, pc: KeyboardLayout])[],
): Promise<void> {
  const { page } = desk
  const testReader = await TestReader.at(page)
  await openSetUp(page)
  for (const [index, [reader, pc]] of layouts.entries()) {
    const setUp = { reader, pc, capsLock: index % 2 === 1, prefix: 'X', suffix: '', ends: 'Tab' } as const
    await page.getByRole('button', { name: /^Scan (test code|again)$/ }).click()
    await testReader.scan(TEST_CODE, 11, setUp)
    await testEndsWith(page, page.getByTestId('test-result').getByText('Matches the printed code.'))
    expect(await page.getByTestId('decoded').textContent()).toBe(TEST_CODE)
    await page.getByRole('button', { name: 'Use these settings' }).click()
    const kept = () => page.evaluate((key) => localStorage.getItem(key) ?? '{}', PROFILE_KEY)
    await expect
      .poll(async () => JSON.parse(await kept()) as unknown)
      .toMatchObject({ layout: reader, prefix: 'X', suffix: '', ends: 'tab' })
    const { card } = await addMember(desk.hub, { full_name: `Ines ${reader}` })
    await testReader.scan(card, 11, setUp)
    await expect.poll(() => moves(desk).length).toBe(index + 1)
  }
  expect(new Set(moves(desk))).toEqual(new Set(['member_checked_in']))
  expect(desk.complaints).toEqual([])
}
