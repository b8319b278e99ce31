import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import {
  dayOf,
  daysBetween,
  formatAge,
  formatBirthday,
  formatDay,
  formatDuration,
  formatList,
  formatMoment,
  formatNumber,
  formatRelativeDays,
  formatSince,
  formatTime,
  formatWeekday,
  knownTimeZone,
  minutesSince,
  typedMoney,
} from './format.ts'
import { i18n } from './index.ts'

const t: TFunction = i18n.t

describe('times are the gym’s', () => {
  it('shows the hour of the gym, two digits each', () => {
    expect(formatTime('2026-11-23T17:42:00.000Z', 'Europe/Berlin', 'en')).toBe('18:42')
    expect(formatTime('2026-11-23T23:05:00.000Z', 'Europe/Berlin', 'en')).toBe('00:05')
    expect(formatTime('2026-07-23T17:42:00.000Z', 'Europe/Berlin', 'en')).toBe('19:42')
    expect(formatTime('not a time', 'UTC', 'en')).toBe('')
  })

  it('knows the gym’s day where UTC is on another', () => {
    expect(dayOf('2026-11-23T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-11-24')
    expect(dayOf('2026-11-23T03:30:00.000Z', 'America/New_York')).toBe('2026-11-22')
    expect(formatWeekday(Date.parse('2026-11-23T12:00:00Z'), 'UTC', 'en')).toBe('Monday 23 November')
  })

  it('falls back to UTC for a time zone that this machine does not know', () => {
    expect(knownTimeZone('Europe/Lisbon')).toBe('Europe/Lisbon')
    expect(knownTimeZone('Mars/Olympus')).toBe('UTC')
    expect(knownTimeZone(undefined)).toBe('UTC')
  })
})

describe('days in words', () => {
  it('names the year only where it is another one', () => {
    expect(formatDay('2026-11-19', '2026-11-23', 'en')).toBe('19 November')
    expect(formatDay('2027-03-14', '2026-11-23', 'en')).toBe('14 March 2027')
    expect(formatDay('soon', '2026-11-23', 'en')).toBe('soon')
  })

  it('counts calendar days, across the change of the clocks too', () => {
    expect(daysBetween('2026-11-23', '2026-11-19')).toBe(-4)
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
  })

  it('says near days as people do', () => {
    expect([-4, -1, 0, 1, 3].map((days) => formatRelativeDays(days, 'en'))).toEqual([
      '4 days ago',
      'yesterday',
      'today',
      'tomorrow',
      'in 3 days',
    ])
  })

  it('says a moment with as much of its day as is needed', () => {
    const say = (at: string) => formatMoment(at, '2026-11-23', 'UTC', 'en')
    expect(say('2026-11-23T18:02:00.000Z')).toBe('18:02')
    expect(say('2026-11-24T00:39:00.000Z')).toBe('00:39')
    expect(say('2026-11-22T19:05:00.000Z')).toBe('yesterday, 19:05')
    expect(say('2026-11-18T19:05:00.000Z')).toBe('18 November, 19:05')
    expect(say('2025-11-18T19:05:00.000Z')).toBe('18 November 2025, 19:05')
  })

  it('says since when somebody is here by the hour alone while that is one hour only', () => {
    const now = Date.parse('2026-11-23T00:40:00.000Z')
    const say = (at: string) => formatSince(at, now, 'UTC', 'en')
    expect(say('2026-11-22T23:57:00.000Z')).toBe('23:57')
    expect(say('2026-11-22T12:41:00.000Z')).toBe('12:41')
    expect(say('2026-11-22T12:40:00.000Z')).toBe('yesterday, 12:40')
  })
})

describe('in the other languages', () => {
  it('days are written as people there write them', () => {
    const at = Date.parse('2026-11-23T12:00:00Z')
    expect(['es', 'de', 'fr', 'ar'].map((language) => formatWeekday(at, 'UTC', language))).toEqual([
      'lunes, 23 de noviembre',
      'Montag, 23. November',
      'lundi 23 novembre',
      'الاثنين، 23 نوفمبر',
    ])
    expect(['es', 'de', 'fr', 'ar'].map((language) => formatRelativeDays(-4, language))).toEqual([
      'hace 4 días',
      'vor 4 Tagen',
      'il y a 4 jours',
      'قبل 4 أيام',
    ])
  })

  it('Arabic has the digits of cards and clocks, its own comma, and keeps the order of what it puts together', () => {
    expect(formatTime('2026-11-23T17:42:00.000Z', 'UTC', 'ar')).toBe('17:42')
    expect(formatNumber(1204, 'ar')).toBe('1,204')
    const yesterday = formatMoment('2026-11-22T19:05:00.000Z', '2026-11-23', 'UTC', 'ar')
    expect(yesterday.replaceAll(/[\u2068\u2069]/g, '')).toBe('أمس، 19:05')
    expect(formatList(['4471-A', ''], 'ar')).toBe('\u20684471-A\u2069')
    expect(formatList(['4471-A', 'B'], 'de')).toBe('4471-A, B')
    expect(formatList(['ليلى', 'B'], 'de')).toBe('\u2068ليلى\u2069, B')
  })
})

describe('durations', () => {
  it('says hours and minutes', () => {
    expect([0, 48, 60, 72, 180].map((minutes) => formatDuration(minutes, t))).toEqual([
      '0 min',
      '48 min',
      '1 h',
      '1 h 12 min',
      '3 h',
    ])
  })

  it('counts whole minutes and is never negative', () => {
    const now = Date.parse('2026-11-23T18:02:59.000Z')
    expect(minutesSince('2026-11-23T18:00:00.000Z', now)).toBe(2)
    expect(minutesSince('2026-11-23T19:00:00.000Z', now)).toBe(0)
    expect(minutesSince('never', now)).toBe(0)
  })

  it('says the age of news in seconds, then in minutes', () => {
    expect([-5, 12_900, 61_000, 3_700_000].map((ms) => formatAge(ms, t))).toEqual([
      '0 s',
      '12 s',
      '1 min',
      '1 h 1 min',
    ])
  })
})

describe('what people type, as their language has it', () => {
  it('has a birthday in words, with its year where that is known', () => {
    expect(['1990-02-03', '02-29', 'unknown'].map((day) => formatBirthday(day, 'en'))).toEqual([
      '3 February 1990',
      '29 February',
      'unknown',
    ])
    expect(formatBirthday('1990-02-03', 'de')).toBe('3. Februar 1990')
  })

  it('has an amount with its point or comma, and nothing between thousands', () => {
    const amounts = ['en', 'de', 'ar'].map((language) =>
      typedMoney({ cents: 123_450, currency: 'EUR' }, language),
    )
    expect(amounts).toEqual(['1234.50', '1234,50', '1234.50'])
    expect(typedMoney({ cents: 500, currency: 'JPY' }, 'en')).toBe('500')
  })
})
