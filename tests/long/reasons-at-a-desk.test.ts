import { describe, expect, it } from 'vitest'
import { REASONS, type Reason, type Verdict } from '../../server/protocol/scan.ts'
import { STAGE, tourOfReasons } from '../support/browser/reason-tour.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER } from '../support/browser/browser.ts'

/** What an English desk says in large, and the line below it. */
const WORDS: Readonly<Record<Reason, readonly (readonly [word: string, line: RegExp])[]>> = {
  ok_in: [
    ['Come in', /^Checked in at \d\d:\d\d$/],
    ['Come in, see below', /^That was the last free place · Checked in at \d\d:\d\d$/],
  ],
  ok_out: [['Goodbye', /^Checked out at \d\d:\d\d, stayed \d+ min$/]],
  repeat_ignored: [['Come in', /^Checked in at \d\d:\d\d · same card again$/]],
  already_in: [['Already inside', /^Inside since \d\d:\d\d$/]],
  not_in: [['Not inside', /^This member is not inside$/]],
  unknown_credential: [['Unknown card', /^No member has this card\. Press F6 to assign it\.$/]],
  credential_revoked: [['Card blocked', /^This card is blocked\. Ask for the newer one\.$/]],
  expired: [['Not today', /^Plan expired 4 days ago, on \d+ \p{L}+( \d{4})?$/u]],
  not_started: [['Plan not started', /^Plan starts in 3 days, on \d+ \p{L}+( \d{4})?$/u]],
  frozen: [['Not today', /^Plan is frozen until \d+ \p{L}+( \d{4})?$/u]],
  suspended: [['Not today', /^The membership is suspended$/]],
  debt: [['Not today', /^49\.00 due since \d+ \p{L}+( \d{4})?$/u]],
  no_visits_left: [['No visits left', /^No visits left on the plan$/]],
  outside_hours: [['Outside plan hours', /^Plan only valid .+ 09:00–16:00$/]],
  wrong_location: [['Wrong location', /^Plan only valid at Pool$/]],
  capacity_full: [['The gym is full', /^The limit is 3 people\. No one can come in until someone leaves\.$/]],
  note_must_be_read: [['Read the note', /^Read the note below, then press F8$/]],
  ambiguous: [['Scan again', /^That was not one complete code, or someone was typing\. Scan one card\.$/]],
  rate_limited: [['Too fast', /^Too many scans at once\. Scan again\.$/]],
  hub_unreachable: [['Waiting for the hub', /^Saved on this desk\. Sent as soon as the hub is ready\.$/]],
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
      expect(await barriers(page, STAGE), reason).toEqual([])
    })
    const expected = REASONS.flatMap((reason) =>
      WORDS[reason].map(([word, line]) => [reason, word, expect.stringMatching(line) as string] as const),
    )
    const inOrder = REASONS.flatMap((reason) => shown.filter(([of]) => of === reason))
    expect(inOrder).toEqual(expected)
    expect(looked.size).toBe(4)
  })
})
