import { describe, expect, it } from 'vitest'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { REASONS } from '../../../server/protocol/scan.ts'
import type { ShownAnswer, ShownMember, ShownResult } from '../../services/shown-result.ts'
import { messageOf, type Sign } from './display-message.ts'
import { shownName, type NamesShown } from './shown-name.ts'

const SECRET = 'owes 40 for October'
const member: ShownMember = {
  id: '01893f3a-0000-7000-8000-000000000001',
  full_name: 'Maria Anna Kowalska',
  membership_type: 'Monthly',
  note: SECRET,
  photo_url: '/photos/maria.jpg',
}
const visit: VisitPayload = {
  id: '01893f3a-0000-7000-8000-000000000002',
  member,
  check_in_time: '2026-11-23T17:42:00.000Z',
  location: '',
  check_out_time: null,
  notes: SECRET,
  desk: { id: 'd', name: 'Desk 1' },
  seq: 1,
  verdict: 'granted',
  reason: 'ok_in',
  flags: [],
}
const left: VisitPayload = { ...visit, check_out_time: '2026-11-23T18:42:00.000Z', reason: 'ok_out' }

function shown(answer: Partial<ShownAnswer> | null, state: ShownResult['state'] = 'answered'): ShownResult {
  const plain: ShownAnswer = {
    ...{ verdict: 'granted', reason: 'ok_in', flags: [], message: SECRET, member, visit, actions: ['undo'] },
  }
  const result = answer && { ...plain, ...answer }
  return { key: 1, scannedAt: 0, code: 'CARD-4711', memberId: null, state, result }
}

describe('what members are shown', () => {
  it.each<[string, ShownResult | null, Sign | null, string]>([
    ['nothing on the stage', null, null, ''],
    ['still asking', shown(null, 'asking'), null, ''],
    ['coming in', shown({}), 'welcome', 'Maria K.'],
    ['only asked about', shown({ isPreview: true }), null, ''],
    [
      'coming in with a warning',
      shown({ verdict: 'granted_with_warning', flags: ['expires_soon'] }),
      'welcome',
      'Maria K.',
    ],
    ['let in by staff', shown({ flags: ['overridden'] }), 'welcome', 'Maria K.'],
    ['leaving', shown({ reason: 'ok_out', visit: left }), 'goodbye', 'Maria K.'],
    ['leaving, card held twice', shown({ reason: 'repeat_ignored', visit: left }), 'goodbye', 'Maria K.'],
    ['coming in, card held twice', shown({ reason: 'repeat_ignored' }), 'welcome', 'Maria K.'],
    ['in debt', shown({ verdict: 'denied', reason: 'debt' }), 'see_desk', ''],
    ['two cards at once', shown({ verdict: 'error', reason: 'ambiguous', member: null }), 'see_desk', ''],
    [
      'kept until the hub is back',
      shown({ verdict: 'error', reason: 'hub_unreachable' }, 'waiting'),
      'see_desk',
      '',
    ],
    ['taken back', shown({ flags: ['undone'] }), 'calm', ''],
    ['nobody known', shown({ member: null }), 'welcome', ''],
  ])('%s', (_what, result, sign, name) => {
    expect(messageOf(result, 'Iron House', 'initial')).toEqual({ sign, gym: 'Iron House', name })
  })

  it.each(REASONS)('no word of why, and no name, in a refusal for %s', (reason) => {
    const refused = shown({ verdict: 'denied', reason })
    expect(messageOf(refused, 'Iron House', 'full')).toEqual({
      sign: 'see_desk',
      gym: 'Iron House',
      name: '',
    })
  })

  it('no field but three', () => {
    expect(Object.keys(messageOf(shown({}), 'Iron House', 'full')).sort()).toEqual(['gym', 'name', 'sign'])
    expect(JSON.stringify(messageOf(shown({}), 'Iron House', 'full'))).not.toContain(SECRET)
  })
})

describe('a name for strangers', () => {
  it.each<[string, NamesShown, string]>([
    ['Maria Anna Kowalska', 'full', 'Maria Anna Kowalska'],
    ['Maria Anna Kowalska', 'initial', 'Maria K.'],
    ['Maria Anna Kowalska', 'none', ''],
    ['Pelé', 'initial', 'Pelé'],
    ['  Tom   o’brien ', 'initial', 'Tom O.'],
    ['王 小明', 'initial', '王 小.'],
    ['', 'initial', ''],
  ])('%s, %s', (fullName, names, name) => {
    expect(shownName(fullName, names)).toBe(name)
  })
})
