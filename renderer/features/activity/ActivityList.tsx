import { TbArrowBackUp, TbArrowDown, TbArrowUp, TbX } from 'react-icons/tb'
import type { TFunction } from 'i18next'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefusedPayload } from '../../../server/protocol/server-frames.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatDuration, formatList, formatTime, knownTimeZone } from '../../i18n/format.ts'
import type { Activity } from '../../services/desk-state.ts'
import './activity.css'

/** More than the largest screen shows; those that do not fit are cut off whole. */
const MAX_ROWS = 12

/** What happened at all desks, the newest first, as many as fit. */
export function ActivityList() {
  const { t, i18n } = useTranslation()
  const activity = useDesk('activity')
  const gym = useDesk('gym')
  // What the page before this one knew is who is inside, not what happened.
  const isKnown = useDesk('position') !== null
  const timeZone = knownTimeZone(gym?.timeZone)
  return (
    <section className="ui-card activity" aria-label={t('activity.label')}>
      <h2 className="ui-card__title">{t('activity.label')}</h2>
      {activity.length === 0 ? (
        <p className="ui-empty">{t(isKnown ? 'activity.empty' : 'activity.unknown')}</p>
      ) : (
        <ol className="activity__rows">
          {activity.slice(0, MAX_ROWS).map((item) => (
            <ActivityRow key={item.key} item={item} time={formatTime(item.at, timeZone, i18n.language)} />
          ))}
        </ol>
      )}
    </section>
  )
}

const ICONS = { in: TbArrowDown, out: TbArrowUp, refused: TbX } as const

/** Drawn once: what has happened does not change. */
const ActivityRow = memo(function ActivityRow({ item, time }: { item: Activity; time: string }) {
  const { t, i18n } = useTranslation()
  const undone = isUndone(item)
  const detail = detailOf(item, t, i18n.language)
  const Icon = undone ? TbArrowBackUp : ICONS[item.kind]
  return (
    <li className={undone ? 'activity__row activity__row--undone' : 'activity__row'}>
      <span className={`activity__icon activity__icon--${item.kind}`}>
        <Icon
          className={undone ? 'ui-icon ui-icon--pointing' : 'ui-icon'}
          strokeWidth={2.5}
          aria-hidden="true"
        />
        <span className="ui-unseen">{t(undone ? 'activity.undone' : `activity.${item.kind}`)}</span>
      </span>
      <div className="activity__words">
        <p className="activity__name" dir="auto">
          {nameOf(item, t)}
        </p>
        {detail !== '' && <p className="activity__more">{detail}</p>}
      </div>
      <time className="activity__time" dateTime={item.at}>
        {time}
      </time>
    </li>
  )
})

function isUndone(item: Activity): boolean {
  return item.kind !== 'refused' && item.visit.flags.includes('undone')
}

function nameOf(item: Activity, t: TFunction): string {
  if (item.kind !== 'refused') return item.visit.member.full_name
  const { member, codeEnd } = item.refusal
  if (member) return member.full_name
  return codeEnd ? t('activity.unknownCardEnd', { end: codeEnd }) : t('activity.unknownCard')
}

/**
 * The desk, and what else is worth a word: why it was refused, how long the stay was, that it was undone: a check-in
 * that is taken back is news of someone who is out again, and the other way round.
 */
function detailOf(item: Activity, t: TFunction, language: string): string {
  const isRefused = item.kind === 'refused'
  const desk = isRefused ? item.refusal.deskName : item.visit.desk.name
  const what = isRefused ? whyRefused(item.refusal, t) : whatOfVisit(item, t)
  // A desk may have no name yet.
  return formatList([desk, what], language)
}

function whyRefused({ member, reason }: RefusedPayload, t: TFunction): string {
  return member ? t(`activity.reason.${reason}`) : ''
}

function whatOfVisit(item: Exclude<Activity, { kind: 'refused' }>, t: TFunction): string {
  if (isUndone(item)) return t(item.kind === 'out' ? 'activity.undoneIn' : 'activity.undoneOut')
  const { stay_minutes: stay } = item.visit
  return item.kind === 'in' || stay === undefined
    ? ''
    : t('activity.stayed', { stay: formatDuration(stay, t) })
}
