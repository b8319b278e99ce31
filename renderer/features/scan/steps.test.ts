import { describe, expect, it } from 'vitest'
import type { Action } from '../../../server/protocol/scan.ts'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import type { ShownAnswer, ShownResult } from '../../services/shown-result.ts'
import { KEY_OF, needsManager, STEPS, stepsFor } from './steps.ts'

const member = { id: 'm', full_name: 'Sofia Lindqvist', membership_type: 'Monthly' }
const visit = { id: 'v' } as VisitPayload
const answer = (actions: Action[], more: Partial<ShownAnswer> = {}): ShownAnswer => ({
  ...{ verdict: 'denied', reason: 'expired', flags: [], message: '', member, visit: null, actions },
  ...more,
})
const byCard = (result: ShownAnswer | null, more: Partial<ShownResult> = {}): ShownResult => ({
  ...{ key: 1, scannedAt: 0, code: 'CARD', memberId: null, state: 'answered', result },
  ...more,
})
const byHand = { code: null, memberId: 'm' }
const afterUndo = { code: null, memberId: null }

describe('what can be done next', () => {
  it.each([
    ['an unknown card', byCard(answer(['attach_credential'], { member: null })), ['attach']],
    [
      'an ended plan',
      byCard(answer(['renew', 'override', 'open_member'])),
      ['renew', 'override', 'openMember'],
    ],
    ['the same by hand', byCard(answer(['renew', 'override']), byHand), ['renew', 'override', 'openMember']],
    ['a suspended member', byCard(answer(['manager_pin'])), ['override', 'openMember']],
    ['a note to read', byCard(answer(['acknowledge'])), ['noteRead', 'openMember']],
    ['somebody who came in', byCard(answer(['undo'], { visit })), ['undo', 'openMember']],
    ['something undone', byCard(answer([], { visit }), afterUndo), ['openMember']],
    [
      'a refusal that cannot be asked again',
      byCard(answer(['renew', 'override', 'acknowledge']), afterUndo),
      ['openMember'],
    ],
    ['an undo without a visit', byCard(answer(['undo'])), ['openMember']],
    ['a scan that waits', byCard(answer(['undo'], { visit }), { state: 'waiting' }), []],
    ['a scan that is asked about', byCard(null, { state: 'asking' }), []],
  ])('about %s', (_what, shown, steps) => {
    expect(stepsFor(shown)).toEqual(steps)
  })

  it('asks for a manager where the right is not one’s own', () => {
    expect(needsManager(byCard(answer(['manager_pin'])))).toBe(true)
    expect(needsManager(byCard(answer(['override'])))).toBe(false)
  })

  it('has a key for each that no card’s code can begin with', () => {
    const keys = STEPS.map((step) => KEY_OF[step])
    expect(new Set(keys).size).toBe(STEPS.length)
    for (const key of keys) expect(key).toMatch(/^F\d+$/)
  })
})
