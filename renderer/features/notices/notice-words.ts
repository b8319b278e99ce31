import type { TFunction } from 'i18next'
import { formatAge } from '../../i18n/format.ts'
import type { Notice } from '../../services/notices/notice.ts'

/** What happened, in words. */
export function titleOf({ kind, about }: Pick<Notice, 'kind' | 'about'>, t: TFunction): string {
  switch (kind) {
    case 'hub_trouble':
      return t(`status.trouble.${about}`)
    case 'hub_warning':
      return t(`notices.warning.${about}`)
    case 'reader_lost':
      return t('notices.kind.reader_lost', { about: t([`setUp.kind.${about}`, about]) })
    case 'command_refused':
      return `${t('notices.kind.command_refused')}: ${t([`notices.refused.${about}`, 'notices.refused.other'])}`
    default:
      return t(`notices.kind.${kind}`)
  }
}

/** When it was, for how long, and how often. */
export function timesOf(notice: Notice, t: TFunction, timeOf: (at: number) => string): string {
  const { since, lastAt, lastedMs, count, firstAt } = notice
  const time = timeOf(lastAt)
  const often = count > 1 ? [t('notices.times', { count, first: timeOf(firstAt) })] : []
  if (since !== null) return [t('notices.since', { time: timeOf(since) }), ...often].join(' · ')
  if (lastedMs === null) return [t('notices.at', { time }), ...often].join(' · ')
  return [t('notices.lasted', { time, duration: formatAge(lastedMs, t) }), ...often].join(' · ')
}
