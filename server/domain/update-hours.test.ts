import { expect, test } from 'vitest'
import { mayInstallAt, type UpdateHours } from './update-hours.ts'
import type { ClosingRule } from './closing.ts'
import { WEEKDAYS } from '../protocol/rules.ts'

const NIGHT: UpdateHours = { from: '03:00', to: '05:00' }

function gym(closing: string | null, timeZone = 'UTC'): ClosingRule {
  const times = closing === null ? [] : WEEKDAYS.map((day) => [day, closing] as const)
  return { dayRule: { timeZone, cutOverHour: 4 }, times: new Map(times), longestStayMs: null }
}

const at = (time: string): number => Date.parse(`2026-11-26T${time}Z`)

test.each([
  ['02:59:59', NIGHT, null, false],
  ['03:00:00', NIGHT, null, true],
  ['04:59:59', NIGHT, null, true],
  ['05:00:00', NIGHT, null, false],
  ['23:30:00', { from: '23:00', to: '01:00' }, null, true],
  ['00:59:59', { from: '23:00', to: '01:00' }, null, true],
  ['01:00:00', { from: '23:00', to: '01:00' }, null, false],
  ['12:00:00', { from: '00:00', to: '24:00' }, null, true],
  ['03:30:00', NIGHT, '23:00', true],
  // This gym closes at four: until then it is open, whatever the hours say.
  ['03:30:00', NIGHT, '04:00', false],
  ['04:00:00', NIGHT, '04:00', true],
  // Nobody is disturbed at the very end of the hours; a minute sooner, somebody may be.
  ['03:30:00', NIGHT, '05:00', true],
  ['03:30:00', NIGHT, '04:59', false],
])('at %s within %j of a gym that closes at %s: %s', (time, hours, closing, may) => {
  expect(mayInstallAt(at(time), hours, gym(closing))).toBe(may)
})

test('by the gym’s own clock', () => {
  expect(mayInstallAt(at('03:30:00'), NIGHT, gym(null, 'America/New_York'))).toBe(false)
  expect(mayInstallAt(at('08:30:00'), NIGHT, gym(null, 'America/New_York'))).toBe(true)
})
