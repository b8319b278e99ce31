import { describe, expect, it } from 'vitest'
import { REASONS, type Reason, type Verdict } from '../../server/protocol/scan.ts'
import { barriersOfStage, tourOfReasons } from '../support/reason-tour.ts'
import { BROWSER } from '../support/browser.ts'

/** What an English desk says in large, and the line below it. */
const WORDS: Readonly<Record<Reason, readonly (readonly [word: string, line: RegExp])[]>> = {
  ok_in: [
    ['Come in', /^Checked in at \d\d:\d\d$/],
    ['Come in, but look', /^That was the last place · Checked in at \d\d:\d\d$/],
  ],
  ok_out: [['Goodbye', /^Checked out at \d\d:\d\d, stayed \d+ min$/]],
  repeat_ignored: [['Come in', /^Checked in at \d\d:\d\d · same card again$/]],
  already_in: [['Already inside', /^Inside since \d\d:\d\d$/]],
  not_in: [['Not inside', /^This member is not inside$/]],
  unknown_credential: [['Unknown card', /^No member has this card\. Press F6 to say whose it is\.$/]],
  credential_revoked: [['Card withdrawn', /^This card was withdrawn\. Ask for the newer one\.$/]],
  expired: [['Not today', /^Plan ended 4 days ago, on \d+ \p{L}+( \d{4})?$/u]],
  not_started: [['Not yet', /^Plan starts in 3 days, on \d+ \p{L}+( \d{4})?$/u]],
  frozen: [['Not today', /^Plan is frozen until \d+ \p{L}+( \d{4})?$/u]],
  suspended: [['Not today', /^The membership is suspended$/]],
  debt: [['Not today', /^49\.00 to pay since \d+ \p{L}+( \d{4})?$/u]],
  no_visits_left: [['No visits left', /^All visits of the plan are used$/]],
  outside_hours: [['Not at this hour', /^The plan is good .+ 09:00–16:00$/]],
  wrong_location: [['Wrong location', /^The plan is good at Pool only$/]],
  capacity_full: [
    ['The gym is full', /^All 3 places are taken\. Nobody else may come in until someone leaves\.$/],
  ],
  note_must_be_read: [['Read the note', /^Read the note below, then press F8$/]],
  ambiguous: [['Scan again', /^Two codes came at once, or somebody typed\. Scan one card\.$/]],
  rate_limited: [['Too fast', /^Too many scans in a moment\. Scan again\.$/]],
  hub_unreachable: [['Not decided yet', /^Kept on this desk\. It is sent as soon as the hub can take it\.$/]],
}

describe.skipIf(!BROWSER)('every reason of an answer', () => {
  it('comes up on the stage by itself and says itself in words, and each verdict hinders nobody', async () => {
    const shown: [reason: Reason, word: string, line: string][] = []
    const looked = new Set<Verdict>()
    await tourOfReasons(async (page, reason) => {
      const stage = page.getByTestId('scan-result')
      const verdict = (await stage.getAttribute('data-verdict')) as Verdict
      const [word = '', line = ''] = (await stage.locator('.scan__words').innerText()).split(/\n+/)
      shown.push([reason, word, line])
      if (looked.has(verdict)) return
      looked.add(verdict)
      expect(await barriersOfStage(page), reason).toEqual([])
    })
    const expected = REASONS.flatMap((reason) =>
      WORDS[reason].map(([word, line]) => [reason, word, expect.stringMatching(line) as string] as const),
    )
    const inOrder = REASONS.flatMap((reason) => shown.filter(([of]) => of === reason))
    expect(inOrder).toEqual(expected)
    expect(looked.size).toBe(4)
  })
})
