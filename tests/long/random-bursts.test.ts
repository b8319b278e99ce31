import { describe, expect, it } from 'vitest'
import { REST_MS } from '../../renderer/services/scanner/burst.ts'
import { BROWSER, untilLive } from '../support/browser/browser.ts'
import { FOCUS_STATES, openSharedDesk, type FocusState } from '../support/browser/focus-states.ts'
import { pageState } from '../support/browser/page-state.ts'
import { randomBurst, type RandomBurst } from '../support/browser/random-bursts.ts'
import { readerKeys } from '../support/browser/reader-keys.ts'
import { forgetKeys, sendKeys } from '../support/browser/scanner.ts'
import { sentCommands } from '../support/browser/sent-commands.ts'
import { waitByKeys } from '../support/browser/timers-by-keys.ts'
import { addMembersOfStates, WORK_STATES } from '../support/browser/work-states.ts'
import { startHub } from '../support/hub/hub.ts'
import { exportedMembers } from '../support/hub/members-files.ts'
import { patience } from '../support/patience.ts'
import { seededRandom } from '../support/random.ts'

/** The next card comes when nothing can be the rest of the one before. */
const NEXT_CARD_MS = REST_MS + 100

/** Beside those of every desk, what needs somebody inside. */
const STATES: readonly FocusState[] = [
  ...FOCUS_STATES,
  ...WORK_STATES,
  {
    name: 'the button that checks somebody out',
    enter: (page) => page.getByTestId('present-row').first().getByRole('button').focus(),
  },
  {
    name: 'a message being written',
    async enter(page) {
      await page.keyboard.press('Shift+F2')
      await page.getByRole('dialog').locator('textarea').first().fill('Towels are out')
    },
  },
]

/** Bursts in all; BURSTS=10000 for the long run. */
const BURSTS = Number(process.env['BURSTS'] ?? 10 * STATES.length)

/** Twenty times what the keys of one take on a quiet machine. */
const BURST_PATIENCE_MS = patience(1_000)

/** The last one of a state: what was to be sent before it, was sent by then. */
const LAST: RandomBurst = { code: 'LAST-CARD', gapMs: 8, keys: ['LAST-CARD', 'Enter'], isPlain: true }

describe.skipIf(!BROWSER)('whatever a reader sends, and whatever has the focus', () => {
  const timeout = BURSTS * BURST_PATIENCE_MS
  it(
    `nobody is looked up but by a whole code, and nothing else changes: ${BURSTS} bursts`,
    { timeout },
    async () => {
      const random = seededRandom('bursts')
      const hub = await startHub({ demo: '20', limit: ['framesPerSecond=0'] })
      await addMembersOfStates(hub)
      const members = await exportedMembers(hub)
      const desk = await openSharedDesk(hub)
      const { page } = desk
      await waitByKeys(page)
      const sent = sentCommands(page)
      const eachTime = Math.ceil(BURSTS / STATES.length)
      for (const state of STATES) {
        await page.reload()
        await untilLive(desk)
        forgetKeys(page)
        await state.enter(page)
        // Whoever holds out a card has stopped typing.
        await sendKeys(page, [], 0, NEXT_CARD_MS)
        const [were, sofar] = [await pageState(page), sent.length]
        const bursts = [...Array.from({ length: eachTime }, () => randomBurst(random)), LAST]
        for (const { keys, gapMs } of bursts)
          await sendKeys(page, keys.flatMap(readerKeys), gapMs, NEXT_CARD_MS)
        const where = `${state.name}, ${JSON.stringify(bursts)}`
        await expect.poll(() => sent.at(-1), { message: where }).toBe(LAST.code)
        const [looked, whole] = [sent.slice(sofar), bursts.map(({ code }) => code)]
        expect(looked, where).toEqual(whole.filter((code) => looked.includes(code)))
        expect(
          bursts.filter(({ code, isPlain }) => isPlain && !looked.includes(code)),
          state.name,
        ).toEqual([])
        expect(await pageState(page), where).toEqual(were)
      }
      expect(await exportedMembers(hub)).toEqual(members)
      expect(desk.complaints).toEqual([])
    },
  )
})
