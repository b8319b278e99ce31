import type { MemberDetails, ShownCard } from '../../../server/protocol/methods.ts'
import { dayOf, formatDay, formatRow } from '../../i18n/format.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/** A card and how it stands, in words. */
export function cardLine(card: ShownCard, wording: Wording): string {
  const { t, language, timeZone, today } = wording
  const { end, withdrawn, kind, lost_time: lost, lent_until: until } = card
  const day = (value: string): string => formatDay(value, today, language)
  const dayAt = (time: string): string => day(dayOf(time, timeZone))
  const parts = [standing()]
  if (kind !== undefined) parts.push(t(`cards.kinds.${kind}`))
  if (until !== undefined && !withdrawn && until >= today)
    parts.push(t('cards.lentUntil', { day: day(until) }))
  return formatRow(parts, language)

  function standing(): string {
    if (lost !== undefined) return t('cards.isLost', { end, day: dayAt(lost) })
    if (withdrawn) return t('memberCard.cardWithdrawn', { end })
    if (until !== undefined && until < today) return t('cards.wasLent', { end, day: day(until) })
    return t('memberCard.card', { end, day: dayAt(card.added_time) })
  }
}

/** The card of the member's that is asked about where one is reported lost: the newest that is in use, or null. */
export function cardInUse({ cards }: Pick<MemberDetails, 'cards'>): ShownCard | null {
  return cards.find(({ withdrawn }) => !withdrawn) ?? null
}
