import { expect, test } from 'vitest'
import { i18n } from '../../i18n/index.ts'
import type { OutboxEntry, Outcome } from '../../services/outbox-entry.ts'
import { savedWords } from './saved-words.ts'

const text = JSON.stringify({ type: 'check_in', payload: { memberId: 'm-1' } })
const refused: Outcome = { verdict: 'denied', reason: 'expired', failedBy: null, name: null }
const whoOf = (entry: Partial<OutboxEntry>): string =>
  savedWords({ requestId: 'id-1', text, ...entry }, i18n.t).who

test('a check-in by hand names the member, while it waits and where it is refused', () => {
  expect(whoOf({ name: 'Sofia Lindqvist' })).toBe('Sofia Lindqvist')
  expect(whoOf({ name: 'Sofia Lindqvist', outcome: refused })).toBe('Sofia Lindqvist')
})

test('the hub knows best whom it was about', () => {
  const outcome = { ...refused, name: 'Sofia Berger' }
  expect(whoOf({ name: 'Sofia Lindqvist', outcome })).toBe('Sofia Berger')
})

test('a check-in by hand that an earlier version kept names nobody', () => {
  expect(whoOf({})).toBe('By hand')
})
