import type { TFunction } from 'i18next'
import type { StaffMessage } from '../../../server/protocol/staff-messages.ts'

/** Who sent it, where and when, to whom, and until when it stays. */
export function aboutMessage(message: StaffMessage, t: TFunction, timeOf: (at: string) => string): string {
  const { fromDesk, toDesk, at, until } = message
  const from = message.from || t('messages.somebody')
  const time = timeOf(at)
  const by = fromDesk?.name
    ? t('messages.by', { from, desk: fromDesk.name, time })
    : t('messages.byNoDesk', { from, time })
  return [
    by,
    ...(toDesk ? [t('messages.toDesk', { desk: toDesk.name })] : []),
    ...(until === null ? [] : [t('messages.holdsUntil', { time: timeOf(until) })]),
  ].join(' · ')
}
