import type { HistoryEntry, HistoryVisit } from '../../../server/protocol/methods.ts'
import { formatDuration, formatMoment, minutesSince } from '../../i18n/format.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/** One entry of a member's history in words: what happened, then what is to be said about it. */
export function historyLines(entry: HistoryEntry, wording: Wording): string[] {
  const { t, language, timeZone, today } = wording
  const time = formatMoment(entry.at, today, timeZone, language)
  if (entry.kind === 'refusal') {
    const reason = t(`activity.reason.${entry.reason}`)
    return [t('memberCard.refused', { time, reason }), ...deskLine(entry.desk, wording)]
  }
  const lines = [visitLine(entry, time, wording)]
  if (entry.ended === 'auto_closed') lines.push(t('memberCard.autoClosed'))
  if (entry.override) lines.push(overrideLine(entry.override, wording))
  if (entry.broughtBy) lines.push(t('families.guest.title', { name: entry.broughtBy.full_name }))
  return [...lines, ...deskLine(entry.desk, wording)]
}

function visitLine(
  { at, check_out_time: until, location: place, ended }: HistoryVisit,
  time: string,
  { t }: Wording,
) {
  if (ended === 'undone') return t('memberCard.undone', { time, place })
  if (until === null) return t('memberCard.open', { time, place })
  const stay = formatDuration(minutesSince(at, Date.parse(until)), t)
  return t('memberCard.stayed', { time, place, stay })
}

function overrideLine(override: NonNullable<HistoryVisit['override']>, { t }: Wording): string {
  const { by: name, approvedBy: manager, reason } = override
  const words = { name, manager, reason, refusal: t(`activity.reason.${override.refusal}`) }
  if (name === '') return t('memberCard.letIn', words)
  return t(manager === '' ? 'memberCard.letInBy' : 'memberCard.letInWith', words)
}

/** A desk may have no name. */
function deskLine(desk: string, { t }: Wording): string[] {
  return desk === '' ? [] : [t('memberCard.atDesk', { desk })]
}
