import type { TFunction } from 'i18next'
import { EXPIRES_SOON_DAYS } from '../../../server/domain/rules/membership.ts'
import { blockedLine, overrideLine, ruleLine, warningLine } from './describe-rule.ts'
import type { ShownAnswer, ShownResult } from '../../services/shown-result.ts'
import type { VerdictLook } from '../../ui/icons.tsx'
import {
  daysBetween,
  formatDuration,
  formatMoment,
  formatRelativeDays,
  formatRow,
  formatTime,
} from '../../i18n/format.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/** The shape and colour of a result. */
export function lookOf({ state, result }: ShownResult): VerdictLook {
  if (state === 'waiting') return 'waiting'
  if (state === 'asking' || !result) return 'asking'
  if (result.flags.includes('undone')) return 'undone'
  if (result.verdict === 'denied' || result.verdict === 'error') return 'denied'
  if (isLeaving(result)) return 'leaving'
  return result.verdict === 'granted_with_warning' ? 'warning' : 'granted'
}

/** The largest word on the screen. */
export function wordOf(shown: ShownResult, t: TFunction): string {
  const look = lookOf(shown)
  if (shown.result?.isPreview === true && look !== 'denied') return t(`word.preview.${previewLook(shown)}`)
  if (look !== 'denied' || !shown.result) return t(`word.${look}`)
  const { verdict, reason, rule } = shown.result
  if (rule?.kind === 'passback') return t('rules.word.passback')
  if (rule?.kind === 'no_plan') return t('newcomer.noPlan')
  return t([`word.reason.${reason}`, `word.${verdict}`])
}

/** The reason in words, with the time. */
export function lineOf(shown: ShownResult, wording: Wording): string {
  const look = lookOf(shown)
  const { t } = wording
  if (shown.isUnsaved === true) return t('line.unsaved')
  if (look === 'asking' || look === 'waiting' || !shown.result) return t(`line.${look}`)
  // A check-in that is taken back ends its visit, a check-out opens it again.
  if (look === 'undone') return t(shown.result.visit?.check_out_time ? 'line.undoneIn' : 'line.undoneOut')
  if (look === 'denied') return refusalLine(shown.result, wording)
  if (shown.result.isPreview === true) return previewLine(shown, wording)
  const line = look === 'leaving' ? leavingLine(shown, wording) : comingInLine(shown, shown.result, wording)
  return shown.result.reason === 'repeat_ignored' ? t('line.duplicate', { line }) : line
}

/** True for an answer to someone who goes out. */
export function isLeaving({ reason, visit }: ShownAnswer): boolean {
  if (reason === 'ok_out') return true
  return reason === 'repeat_ignored' && visit !== null && visit.check_out_time !== null
}

/** Of a member who is asked about, what counts is whether they are inside, not what a scan would do next. */
function previewLook(shown: ShownResult): 'granted' | 'warning' | 'leaving' {
  const look = lookOf(shown)
  return look === 'leaving' || look === 'warning' ? look : 'granted'
}

function previewLine({ result }: ShownResult, { t, language, timeZone }: Wording): string {
  const since = result?.visit?.check_in_time
  if (!since || !isLeaving(result)) return t('line.preview')
  return t('line.previewInside', { time: formatTime(since, timeZone, language) })
}

function leavingLine({ scannedAt, result }: ShownResult, { t, language, timeZone }: Wording): string {
  const visit = result?.visit
  const time = formatTime(visit?.check_out_time ?? scannedAt, timeZone, language)
  if (visit?.stay_minutes === undefined) return t('line.out', { time })
  return t('line.outStay', { time, stay: formatDuration(visit.stay_minutes, t) })
}

function comingInLine({ scannedAt }: ShownResult, result: ShownAnswer, wording: Wording): string {
  const { t, language, timeZone } = wording
  const time = formatTime(result.visit?.check_in_time ?? scannedAt, timeZone, language)
  const checkedIn = t(result.flags.includes('overridden') ? 'line.inOverridden' : 'line.in', { time })
  const stands = result.override ? [overrideLine(result.override, wording)] : []
  return formatRow([...warningsOf(result, wording), ...stands, checkedIn], language)
}

/** What to look at, where a member comes in with a warning. */
function warningsOf(result: ShownAnswer, wording: Wording): string[] {
  const { verdict, flags, member } = result
  const { t, language, today } = wording
  if (verdict !== 'granted_with_warning' || !member) return []
  const warnings = (result.warnings ?? []).map((warning) => warningLine(warning, wording))
  const days = member.valid_until ? daysBetween(today, member.valid_until) : null
  if (flags.includes('expires_soon')) {
    const visits = member.visits_left ?? null
    if (days !== null && days >= 0 && days <= EXPIRES_SOON_DAYS) {
      warnings.push(t('line.endsOn', { relative: formatRelativeDays(days, language) }))
    } else if (visits === 0) warnings.push(t('line.lastVisitUsed'))
    else if (visits !== null) warnings.push(t('line.visitsLeft', { count: visits }))
  }
  if (member.note && warnings.length === 0 && member.notes?.[0]?.level !== 'info')
    warnings.push(t('line.hasNote'))
  return warnings
}

function refusalLine(result: ShownAnswer, wording: Wording): string {
  const { reason, failedBy } = result
  const { t, timeZone, language, today } = wording
  if (result.rule) return ruleLine(result.rule, wording)
  if (result.blocked) return blockedLine(result.blocked, wording)
  const insideSince = result.duplicateOf?.at ?? result.visit?.check_in_time
  if (reason === 'already_in' && insideSince !== undefined) {
    return t('line.alreadyInSince', { time: formatMoment(insideSince, today, timeZone, language) })
  }
  const lastCame = result.member?.last_visit_time
  if (reason === 'not_in' && lastCame) {
    return t('rules.notInSince', { time: formatMoment(lastCame, today, timeZone, language) })
  }
  if (reason === 'hub_unreachable' && failedBy) return t([`failed.${failedBy}`, 'reason.hub_unreachable'])
  return t(`reason.${reason}`)
}
