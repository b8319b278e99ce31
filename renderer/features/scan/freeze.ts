import { dayAfter, wallClock } from '../../../server/domain/business-day.ts'
import { hasNoPlan } from '../../../server/domain/no-plan.ts'
import { planOn } from '../../../server/domain/rights/plan-on.ts'
import type { MemberFreeze } from '../../../server/protocol/member-rights.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { formatDay } from '../../i18n/format.ts'

/** Days as they are typed: YYYY-MM-DD, or empty. */
export interface FreezeDays {
  from: string
  until: string
}

/** The first day that can be frozen: today, or the day after the visit of today. */
export function firstFreezeDay(
  lastVisit: string | null,
  { today, timeZone }: Pick<Wording, 'today' | 'timeZone'>,
): string {
  if (lastVisit === null) return today
  const lastDay = new Date(wallClock(Date.parse(lastVisit), timeZone)).toISOString().slice(0, 10)
  return lastDay >= today ? dayAfter(today, 1) : today
}

/** Whether there is a plan that a freeze could make longer: one that is over is renewed first. */
export function isFreezable(member: MemberDetails, wording: Pick<Wording, 'today' | 'timeZone'>): boolean {
  if (hasNoPlan(member)) return false
  const { valid_until: until } = member
  return until === null || firstFreezeDay(member.last_visit_time, wording) <= until
}

/** What a freeze of these days comes to, in words; '' where they are no days. Reckoned as the hub does. */
export function freezeOutcome(member: MemberDetails, days: FreezeDays, wording: Wording): string {
  const { t, language, today } = wording
  const { from, until } = days
  if (from === '' || (until !== '' && until < from)) return ''
  if (member.valid_until === null) return t('freeze.noEnd')
  if (until === '') return t('freeze.endsLater')
  const freeze = { id: '', startsOn: from, endsOn: until, givesBack: true }
  const { membership_type: planName, periods, freezes } = member
  const { validUntil } = planOn({ planName, periods, freezes: [...freezes, freeze] }, today)
  const day = (value: string): string => formatDay(value, today, language)
  return t('freeze.endsOn', { day: day(validUntil ?? member.valid_until), was: day(member.valid_until) })
}

/** Those that are not over: they keep the member out, or will. */
export function comingFreezes({ freezes }: MemberDetails, today: string): MemberFreeze[] {
  return freezes.filter(
    ({ startsOn, endsOn }) => endsOn === null || (endsOn >= today && endsOn >= (startsOn ?? '')),
  )
}

/** From when until when a member is frozen, in words. */
export function freezeLine({ startsOn, endsOn }: MemberFreeze, { t, language, today }: Wording): string {
  const day = (value: string): string => formatDay(value, today, language)
  if (startsOn === null) return endsOn === null ? '' : t('freeze.untilDay', { until: day(endsOn) })
  if (endsOn === null) return t('freeze.open', { from: day(startsOn) })
  return t('freeze.span', { from: day(startsOn), until: day(endsOn) })
}
