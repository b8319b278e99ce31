import { useTranslation } from 'react-i18next'
import { useConnection, useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatDuration, formatTime, knownTimeZone } from '../../i18n/format.ts'
import type { DeskStats } from '../../services/desk-state.ts'
import './occupancy.css'

/** How many are inside, today's total and the usual stay; marked with their time when they may be old. */
export function OccupancyCard() {
  const { t } = useTranslation()
  const { stats } = useDesk()
  return (
    <section className="ui-card occupancy" aria-label={t('occupancy.label')}>
      <p className="occupancy__now">
        <span className="occupancy__count" data-testid="occupancy">
          {stats?.currentlyIn ?? t('none')}
        </span>
        <span className="occupancy__of">
          {stats?.capacity ? t('occupancy.ofCapacity', { capacity: stats.capacity }) : t('occupancy.inside')}
        </span>
        <Aside stats={stats} />
      </p>
      {stats?.capacity ? <CapacityBar inside={stats.currentlyIn} capacity={stats.capacity} /> : null}
      <p className="occupancy__day">
        <span>
          <b data-testid="today-total">{stats?.todayTotal ?? t('none')}</b> {t('occupancy.today')}
        </span>
        <span>
          <b>{stats ? formatDuration(stats.averageStayMinutes, t) : t('none')}</b>{' '}
          {t('occupancy.averageStay')}
        </span>
      </p>
    </section>
  )
}

/** Says that the house is full, or of when the figures are. */
function Aside({ stats }: { stats: DeskStats | null }) {
  const { t, i18n } = useTranslation()
  const { gym } = useDesk()
  const { phase, lastNewsAt } = useConnection()
  if (phase !== 'live' && stats && lastNewsAt !== null) {
    const time = formatTime(lastNewsAt, knownTimeZone(gym?.timeZone), i18n.language)
    return <span className="occupancy__aside">{t('occupancy.stale', { time })}</span>
  }
  if (!stats?.capacity || stats.currentlyIn < stats.capacity) return null
  const over = stats.currentlyIn - stats.capacity
  return (
    <span className="occupancy__aside occupancy__aside--full">
      {over === 0 ? t('occupancy.full') : t('occupancy.over', { count: over })}
    </span>
  )
}

/** From this part of the places taken on, the bar warns. */
const NEARLY_FULL = 0.9

function CapacityBar({ inside, capacity }: { inside: number; capacity: number }) {
  const { t } = useTranslation()
  const part = Math.min(1, inside / capacity)
  const level = inside >= capacity ? 'full' : part >= NEARLY_FULL ? 'nearly' : 'free'
  return (
    <div
      className="occupancy__bar"
      role="meter"
      aria-valuemin={0}
      aria-valuemax={capacity}
      aria-valuenow={Math.min(inside, capacity)}
      aria-valuetext={t('occupancy.bar', { count: inside, capacity })}
      aria-label={t('occupancy.label')}
    >
      <div className={`occupancy__fill occupancy__fill--${level}`} style={{ width: `${part * 100}%` }} />
    </div>
  )
}
