import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { crowdLevel } from '../../../server/domain/rules/capacity.ts'
import { useHubAhead } from '../../contexts/use-hub-now.ts'
import { useConnection, useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatDuration, formatTime, knownTimeZone } from '../../i18n/format.ts'
import type { DeskStats } from '../../services/desk-state.ts'
import { DayCurve } from './DayCurve.tsx'
import { OccupancyConfidence } from './OccupancyConfidence.tsx'
import './occupancy.css'

/**
 * How many are inside and how sure that is, today's total and the usual stay, and today beside other weeks; marked with
 * their time when they may be old. `actions` is what can be done about the count.
 */
export function OccupancyCard({ actions }: { actions: ReactNode }) {
  const { t } = useTranslation()
  const stats = useDesk('stats')
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
      <OccupancyConfidence stats={stats} />
      {stats?.capacity ? <CapacityBar inside={stats.currentlyIn} capacity={stats.capacity} /> : null}
      <DayCurve />
      <div className="occupancy__day">
        <span>
          <b data-testid="today-total">{stats?.todayTotal ?? t('none')}</b> {t('occupancy.today')}
        </span>
        <span>
          {/* 0 is what the hub says while nobody has left. */}
          <b>{stats?.averageStayMinutes ? formatDuration(stats.averageStayMinutes, t) : t('none')}</b>{' '}
          {t('occupancy.averageStay')}
        </span>
        <span className="occupancy__actions">{actions}</span>
      </div>
    </section>
  )
}

/** Says that the house is full, or of when the figures are. */
function Aside({ stats }: { stats: DeskStats | null }) {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const phase = useConnection('phase')
  const lastNewsAt = useConnection('lastNewsAt')
  const aheadMs = useHubAhead()
  if (phase !== 'live' && stats && lastNewsAt !== null) {
    const time = formatTime(lastNewsAt + aheadMs, knownTimeZone(gym?.timeZone), i18n.language)
    return <span className="occupancy__aside">{t('occupancy.stale', { time })}</span>
  }
  if (!stats?.capacity) return null
  if (stats.currentlyIn < stats.capacity) return <Crowd stats={stats} />
  const over = stats.currentlyIn - stats.capacity
  return (
    <span className="occupancy__aside occupancy__aside--full">
      {over === 0 ? t('occupancy.full') : t('occupancy.over', { count: over })}
    </span>
  )
}

/** Says from which share on it is getting full; nothing below the first that the gym wants to hear of. */
function Crowd({ stats: { currentlyIn, capacity } }: { stats: DeskStats }) {
  const { t } = useTranslation()
  const gym = useDesk('gym')
  const shares = gym?.capacityWarnings ?? []
  const level = capacity === null ? 0 : crowdLevel(currentlyIn, capacity, shares)
  if (level === 0 || capacity === null) return null
  const percent = Math.floor((100 * currentlyIn) / capacity)
  return (
    <span className="occupancy__aside">
      {t(level === shares.length ? 'rules.crowded.nearly' : 'rules.crowded.filling', { percent })}
    </span>
  )
}

function CapacityBar({ inside, capacity }: { inside: number; capacity: number }) {
  const { t } = useTranslation()
  const gym = useDesk('gym')
  const part = Math.min(1, inside / capacity)
  const isCrowded = crowdLevel(inside, capacity, gym?.capacityWarnings ?? []) > 0
  const level = inside >= capacity ? 'full' : isCrowded ? 'nearly' : 'free'
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
