import type { Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { KEYBOARD_LAYOUTS } from '../../renderer/services/scanner/keyboard-layouts.ts'
import { PROFILE_KEY } from '../../renderer/services/scanner/stored-profile.ts'
import { ANY_READER } from '../../renderer/services/scanner/reader-profile.ts'
import { BROWSER, launchBrowser, untilLive } from '../support/browser/browser.ts'
import { FOCUS_STATES, openSharedDesk } from '../support/browser/focus-states.ts'
import { pageState } from '../support/browser/page-state.ts'
import { openDesk, type TestDesk } from '../support/client/desk.ts'
import { startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { TestReader, type ReaderSetUp } from '../support/browser/reader.ts'
import { seededRandom, type Random } from '../support/random.ts'

/** Scans in all; SCANS=10000 for the long run. */
const SCANS = Number(process.env['SCANS'] ?? 1_000)

/** Stretches of a person's typing; STRETCHES=1000 for the long run. */
const STRETCHES = Number(process.env['STRETCHES'] ?? 100)

const PATIENCE = { timeout: 60_000 }

/** Members with a card each, whose codes every layout can send. */
async function addMembers(
  hub: HubProcess,
  { below, pick }: Random,
  count: number,
): Promise<Map<string, string>> {
  const cards = new Map<string, string>()
  const rows: string[] = ['id,full_name,membership_type,credentials']
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'
  while (cards.size < count) {
    const middle = Array.from({ length: 2 + below(17) }, () => pick(Array.from(characters))).join('')
    // Some begin as a role's name does, which a list would take for its entry.
    const [code, id] = [`${pick(['K', 'M', 'V'])}${middle}7`, uuidv7()]
    if ([...cards.values()].includes(code)) continue
    cards.set(id, code)
    rows.push(`${id},Member ${cards.size},Unlimited,${code}`)
  }
  const headers = { 'content-type': 'text/csv' }
  const response = await hub.fetch('api/v1/members/import', {
    method: 'POST',
    headers,
    body: rows.join('\n'),
  })
  expect(response.status, await response.clone().text()).toBe(200)
  return cards
}

function setUpOf({ pick, next }: Random): ReaderSetUp {
  const prefix = pick(['', '', 'X:'])
  const suffix = pick(['', '', '.Z'])
  return {
    ...{ prefix, suffix, reader: pick(KEYBOARD_LAYOUTS), pc: pick(KEYBOARD_LAYOUTS) },
    ...{ capsLock: next() < 0.25, ends: pick(['Enter', 'Tab'] as const) },
  }
}

/** The desk, from its next load on, as its set-up page would leave it after this reader's test code. */
async function learn(page: Page, { reader, prefix, suffix, ends }: ReaderSetUp): Promise<void> {
  const profile = { ...ANY_READER, layout: reader, prefix, suffix, ends: ends.toLowerCase() }
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
    PROFILE_KEY,
    JSON.stringify(profile),
  ] as const)
}

/** Members of all that was decided, in order, as another desk is told. */
const decided = (desk: TestDesk): (string | undefined)[] =>
  desk.frames
    .filter(({ type }) => /^member_checked_(in|out)$|^scan_refused$/.test(type))
    .map(({ payload }) => payload.member?.id as string | undefined)

// A scan that is lost once in a thousand is what this is here to find: no second try.
describe.skipIf(!BROWSER)('a scan', { timeout: 100 * 60_000, retry: 0 }, () => {
  it(`is neither lost, doubled nor misread, whatever has the focus and whatever the reader: ${SCANS} of them`, async () => {
    const random = seededRandom('scans')
    // The page is loaded anew more often than anybody does it.
    const limits = ['framesPerSecond=0', 'signInAttemptsPerMinute=10000'].flatMap((limit) => [
      '--limit',
      limit,
    ])
    const hub = await startHubProcess(['--port', '0', ...limits])
    const cards = await addMembers(hub, random, SCANS)
    const watching = await openDesk(hub)
    const desk = await openSharedDesk(hub)
    const { page } = desk
    const left = [...cards]
    while (left.length > 0) {
      const setUp = setUpOf(random)
      await learn(page, setUp)
      const reader = await TestReader.at(page)
      for (const state of FOCUS_STATES) {
        // The reader's keys are ahead of the clock: to the page before, what is pressed now would be older than they are.
        await page.reload()
        await untilLive(desk)
        await state.enter(page)
        const before = await pageState(page)
        const sofar = decided(watching).length
        const scans = left.splice(0, 8 + random.below(9))
        if (scans.length === 0) break
        const isSlow = random.next() < 0.1
        if (isSlow) hub.process.kill('SIGSTOP')
        for (const [, code] of scans) await reader.scan(code, 1 + random.below(50), setUp)
        if (isSlow) hub.process.kill('SIGCONT')
        const where = `${state.name}, ${JSON.stringify(setUp)}`
        await expect
          .poll(() => decided(watching).length - sofar, { ...PATIENCE, message: where })
          .toBeGreaterThanOrEqual(scans.length)
        expect(decided(watching).slice(sofar), where).toEqual(scans.map(([id]) => id))
        expect(await pageState(page), where).toEqual(before)
      }
    }
    expect(decided(watching)).toEqual([...cards.keys()])
    expect(desk.complaints).toEqual([])
  })

  it(`is not what a person types, however fast: ${STRETCHES} stretches`, async () => {
    const { below, pick, next } = seededRandom('typing')
    const hub = await startHubProcess(['--port', '0', '--demo', '20'])
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const watching = await openDesk(hub)
    const { page } = await openAccountDesk(await launchBrowser(), hub, 'boss')
    await page.keyboard.press('F3')
    const search = page.locator('input:focus')
    const reader = await TestReader.at(page)
    const words = [
      'meier',
      'lindqvist',
      'sofia',
      '4006',
      'anna-lena',
      'DEMO-00001',
      'the gym is full',
      'oconnor',
    ]
    for (let count = 0; count < STRETCHES; count += 1) {
      const text = pick(words)
      const typistMs = 70 + below(191)
      let isRolled = false
      const strokes = Array.from(text).map((key) => {
        // Two keys rolled over each other, as fast typists do; three in a row would be a machine.
        isRolled = !isRolled && next() < 0.2
        return { key, gapMs: isRolled ? 25 + below(36) : typistMs + below(71) - 10 }
      })
      await reader.typeLikePerson(strokes)
      expect(await search.inputValue()).toBe(text)
      await search.fill('')
    }
    expect(decided(watching)).toEqual([])
  })
})
