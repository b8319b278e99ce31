import type { BlockedCard } from '../../../server/protocol/cards.ts'
import type { FailedRule, Warning } from '../../../server/protocol/rules.ts'
import type { StandingOverride } from '../../../server/protocol/server-frames.ts'
import {
  daysBetween,
  formatDay,
  formatList,
  formatMoment,
  formatMoney,
  formatRelativeDays,
} from '../../i18n/format.ts'
import { formatHours } from '../../i18n/format-hours.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/** The rule that refused, with its day, its hours, its amount or its limit. */
export function ruleLine(rule: FailedRule, wording: Wording): string {
  const { t, language, timeZone, today } = wording
  switch (rule.kind) {
    case 'plan_ended': {
      const line = t('line.expiredOn', dayWords(rule.on, wording))
      return rule.graceDays === 0 ? line : t('rules.graceOver', { line, count: rule.graceDays })
    }
    case 'no_plan':
      return t('newcomer.noPlanLine')
    case 'plan_starts':
      return t('line.startsOn', dayWords(rule.on, wording))
    case 'frozen':
      return rule.until === null ? t('reason.frozen') : t('line.frozenUntil', dayWords(rule.until, wording))
    case 'debt':
      return debtLine(rule, wording)
    case 'hours':
      return t('line.onlyAt', { hours: formatHours(rule.hours, language) })
    case 'locations':
      return t('line.onlyIn', { locations: formatList(rule.locations, language) })
    case 'passback': {
      const time = formatMoment(rule.cameInAt, today, timeZone, language)
      return t('rules.passback', { time, count: rule.minutes })
    }
    case 'capacity':
      return t('line.allTaken', { count: rule.capacity })
  }
}

/** Why a card lets nobody in, where it is not just blocked. */
export function blockedLine(card: BlockedCard, { t, language, today }: Wording): string {
  const day = formatDay(card.kind === 'lost' ? card.on : card.until, today, language)
  return t(`cards.why.${card.kind}`, { day })
}

function debtLine(rule: Extract<FailedRule, { kind: 'debt' }>, wording: Wording): string {
  const { t, language, today } = wording
  const amount = formatMoney(rule, language)
  const since = rule.since === null ? null : formatDay(rule.since, today, language)
  const line = since === null ? t('rules.debt', { amount }) : t('rules.debtSince', { amount, day: since })
  if (rule.allowedCents === 0) return line
  const allowed = formatMoney({ ...rule, cents: rule.allowedCents }, language)
  return t('rules.debtAbove', { line, allowed })
}

/** What to look at of somebody who comes in. */
export function warningLine(warning: Warning, wording: Wording): string {
  const { t, language } = wording
  switch (warning.kind) {
    case 'grace': {
      const { relative } = dayWords(warning.endedOn, wording)
      return t('rules.grace', { relative, left: graceLeft(warning.daysLeft, wording) })
    }
    case 'debt': {
      const amount = formatMoney(warning, language)
      if (warning.daysLeft === null) return t('rules.debtSmall', { amount })
      return t('rules.debtGrace', { amount, left: graceLeft(warning.daysLeft, wording) })
    }
    case 'crowd': {
      const over = warning.inside - warning.capacity
      if (over > 0) return t('rules.crowdOver', { count: over })
      return t(over === 0 ? 'rules.crowdFull' : 'rules.crowd', { ...warning })
    }
  }
}

function graceLeft(daysLeft: number, { t }: Wording): string {
  return daysLeft === 0 ? t('rules.graceLast') : t('rules.graceLeft', { count: daysLeft })
}

/** How long an override stands, beside what it is about. */
export function overrideLine({ refusal, until }: StandingOverride, wording: Wording): string {
  const { t, today } = wording
  const rule = t(`rules.against.${refusal}`)
  if (until === today) return t('rules.standsToday', { rule })
  return t('rules.stands', { rule, ...dayWords(until, wording) })
}

/** Why an override was given, and who answers for it. */
export function overrideReason({ reason, by, approvedBy }: StandingOverride, { t }: Wording): string {
  const who = by ?? t('rules.somebody')
  if (approvedBy === null) return t('rules.why', { reason, who })
  return t('rules.whyApproved', { reason, who, manager: approvedBy })
}

function dayWords(day: string, { language, today }: Wording): { relative: string; day: string } {
  return {
    relative: formatRelativeDays(daysBetween(today, day), language),
    day: formatDay(day, today, language),
  }
}
