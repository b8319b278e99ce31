import type { TFunction } from 'i18next'
import { codeEnd, normaliseCode } from '../../../server/domain/credential-code.ts'
import type { OutboxEntry } from '../../services/outbox-entry.ts'

interface SavedWords {
  /** ISO 8601; null where it was not noted. */
  at: string | null
  who: string
  what: string
}

/** A saved command in words: when, about whom, and what became of it. */
export function savedWords({ text, name, outcome }: OutboxEntry, t: TFunction): SavedWords {
  const { type, payload } = JSON.parse(text) as {
    type: string
    payload: { code?: string; occurredAt?: string }
  }
  const { code, occurredAt } = payload
  const card = code === undefined ? '' : codeEnd(normaliseCode(code))
  const nameless = card === '' ? t('notices.saved.byHand') : t('notices.saved.card', { end: card })
  return {
    at: occurredAt ?? null,
    who: outcome?.name ?? name ?? nameless,
    what: outcome ? outcomeWords(outcome, type, t) : t('notices.saved.waiting'),
  }
}

function outcomeWords(
  { verdict, reason, failedBy }: NonNullable<OutboxEntry['outcome']>,
  type: string,
  t: TFunction,
): string {
  if (failedBy !== null) return t([`notices.refused.${failedBy}`, 'notices.refused.other'])
  const words = reason === null ? '' : t(`activity.reason.${reason}`)
  if (verdict === 'denied')
    return reason === null ? t('activity.refused') : t('shift.wasRefused', { reason: words })
  return type === 'undo' ? t('activity.undone') : words
}
