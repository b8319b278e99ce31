import type { ShiftEntry } from '../../../server/protocol/reports.ts'
import { formatDay, formatMoment } from '../../i18n/format.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/** One thing that happened, in words: whom it was about, what it was, and of an override why and by whom. */
export function entryLines(entry: ShiftEntry, wording: Wording): { who: string; what: string; why: string } {
  return { who: memberOf(entry, wording), what: whatOf(entry, wording), why: whyOf(entry, wording) }
}

/** Who was at which desk. */
export function whoLine({ staff, desk }: ShiftEntry, { t }: Wording): string {
  const who = staff ?? t('rules.somebody')
  return desk === null ? who : t('shift.at', { staff: who, desk })
}

function memberOf({ member, codeEnd }: ShiftEntry, { t }: Wording): string {
  if (member) return member.full_name
  return codeEnd ? t('shift.unknownCardEnd', { end: codeEnd }) : t('shift.unknownCard')
}

const WORDS_OF_KIND = {
  overridden: 'shift.letIn',
  refused: 'shift.wasRefused',
  for_review: 'shift.recorded',
}

function whatOf({ kind, reason, undid, at, happenedAt }: ShiftEntry, wording: Wording): string {
  const { t } = wording
  if (kind === 'back_dated') {
    // A time that the hub did not believe: it has none but that at which it was told.
    if (at === happenedAt) return t('shift.timeUnknown')
    return t('shift.enteredLater', { time: momentOf(happenedAt, wording) })
  }
  if (kind === 'undone') return t(undid === 'check_in' ? 'shift.undidIn' : 'shift.undidOut')
  const words = reason === null ? '' : t(`activity.reason.${reason}`)
  return t(WORDS_OF_KIND[kind], { reason: words })
}

function momentOf(at: string, { today, timeZone, language }: Wording): string {
  return formatMoment(at, today, timeZone, language)
}

function whyOf({ override, at, happenedAt }: ShiftEntry, wording: Wording): string {
  if (!override) return ''
  const { t, today, language } = wording
  const { reason, by, approvedBy, until } = override
  const who = by ?? t('rules.somebody')
  const why =
    approvedBy === null
      ? t('rules.why', { reason, who })
      : t('rules.whyApproved', { reason, who, manager: approvedBy })
  const end = until === null ? [] : [t('shift.until', { day: formatDay(until, today, language) })]
  const isLater = at !== happenedAt
  const later = isLater ? [t('shift.letInLater', { time: momentOf(happenedAt, wording) })] : []
  return [why, ...end, ...later].join(' · ')
}
