import { beforeAll, describe, expect, it } from 'vitest'
import type { ShiftEntry } from '../../../server/protocol/reports.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { i18n, loadLaterTexts } from '../../i18n/index.ts'
import { entryLines } from './describe-entry.ts'

beforeAll(loadLaterTexts)

const wording: Wording = {
  ...{ t: i18n.t, language: 'en', timeZone: 'UTC', today: '2026-11-24' },
  currency: null,
}

const TOLD_AT = '2026-11-24T12:00:00.000Z'

const enteredLater = (happenedAt: string): ShiftEntry => ({
  ...{ seq: 1, at: TOLD_AT, happenedAt, kind: 'back_dated', staff: 'anna', desk: 'Desk 1' },
  member: { id: 'm', full_name: 'Sofia Lindqvist', membership_type: 'Monthly' },
  ...{ codeEnd: null, reason: 'ok_in', undid: null, override: null },
})

describe('what was entered later', () => {
  it.each([
    ['its time', '2026-11-24T09:30:00.000Z', 'Checked in later, for 09:30'],
    [
      'that nobody knows it, where it was not believed',
      TOLD_AT,
      'Entered later, time unknown: the desk’s clock was wrong',
    ],
  ])('says %s', (_what, happenedAt, words) => {
    expect(entryLines(enteredLater(happenedAt), wording).what).toBe(words)
  })
})
