import type { DeskStorage } from '../lasting-storage.ts'
import { MAX_NOTICES, NOTICE_KINDS, type Notice } from './notice.ts'

const KEY = 'av-gym-front-desk notices'

/** What this desk kept; nothing where it is not readable any more. */
export function readNotices(storage: DeskStorage): Notice[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isNotice).slice(0, MAX_NOTICES) : []
  } catch {
    return []
  }
}

export function storeNotices(storage: DeskStorage, notices: readonly Notice[]): void {
  storage.setItem(KEY, JSON.stringify(notices))
}

function isNotice(value: unknown): value is Notice {
  if (typeof value !== 'object' || value === null) return false
  const { kind, about, isSeen, since, lastedMs, ...times } = value as Partial<Notice>
  const isNamed = NOTICE_KINDS.some((known) => known === kind) && typeof about === 'string'
  const areNumbers = [times.firstAt, times.lastAt, times.count].every(Number.isFinite)
  return isNamed && areNumbers && typeof isSeen === 'boolean' && [since, lastedMs].every(isNumberOrNull)
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || Number.isFinite(value)
}
