import type { ShownMember, ShownResult } from '../../services/shown-result.ts'
import { formatDay, formatDuration, formatList, formatMoment, formatNumber } from '../../i18n/format.ts'
import { isolate } from '../../i18n/isolate.ts'
import { isLeaving } from './describe-result.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { overrideReason } from './describe-rule.ts'

/** One line about a member: what it is, and what it says. */
export interface Fact {
  label: string
  value: string
}

/** The few facts about a member that answer a question at the desk, in words. */
export function factsOf({ code, result }: ShownResult, wording: Wording): Fact[] {
  const member = result?.member
  if (!result || !member) return []
  const { t, language, timeZone, today } = wording
  const moment = (at: string): string => formatMoment(at, today, timeZone, language)
  const facts: (Fact | null)[] = [planFact(member, wording), visitsFact(member, wording)]
  const { visit } = result
  if (visit?.stay_minutes !== undefined && isLeaving(result) && !result.flags.includes('undone')) {
    facts.push({ label: t('fact.stay'), value: formatDuration(visit.stay_minutes, t) })
  } else if (member.last_visit_time) {
    facts.push({ label: t('fact.lastVisit'), value: moment(member.last_visit_time) })
  }
  // Of someone who is inside already the band says since when.
  if (result.duplicateOf && result.reason !== 'already_in') {
    facts.push({ label: t('fact.firstScan'), value: moment(result.duplicateOf.at) })
  }
  if (result.override) {
    facts.push({ label: t('rules.overridden'), value: overrideReason(result.override, wording) })
  }
  if (code !== null) facts.push({ label: t('fact.card'), value: isolate(code, language) })
  return facts.filter((fact) => fact !== null)
}

function planFact(member: ShownMember, { t, language, today }: Wording): Fact | null {
  const plan = member.membership_type
  const { valid_from: from, valid_until: until, frozen_until: frozen } = member
  const say = (key: string, day: string): Fact => ({
    label: t('fact.plan'),
    value: t(key, { plan, day: formatDay(day, today, language) }),
  })
  if (plan === '' && !until) return null
  if (from && from > today) return say('fact.planStarts', from)
  if (until && until < today) return say('fact.planEnded', until)
  if (frozen && frozen >= today) return say('fact.planFrozen', frozen)
  if (until) return say('fact.planUntil', until)
  return { label: t('fact.plan'), value: plan }
}

function visitsFact(member: ShownMember, { t, language }: Wording): Fact | null {
  const { visits_left: left, visits_total: total } = member
  const parts: string[] = []
  if (typeof left === 'number') {
    parts.push(left === 0 ? t('fact.visitsNone') : t('fact.visitsLeft', { count: left }))
  }
  if (total) parts.push(t('fact.visitsTotal', { count: total, total: formatNumber(total, language) }))
  return parts.length > 0 ? { label: t('fact.visits'), value: formatList(parts, language) } : null
}
