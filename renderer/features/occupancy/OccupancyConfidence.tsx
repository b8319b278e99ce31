import { useTranslation } from 'react-i18next'
import { useProbablyGone } from '../../contexts/use-occupancy.ts'
import type { DeskStats } from '../../services/desk-state.ts'

/** In words what is not sure about the number of people inside; nothing where all of it is. */
export function OccupancyConfidence({ stats }: { stats: DeskStats | null }) {
  const { t } = useTranslation()
  const probablyGone = useProbablyGone()
  const unregistered = stats?.unregistered ?? 0
  const doubts = [
    probablyGone > 0 && t('closing.probablyGone', { count: probablyGone }),
    unregistered > 0 && t('closing.uncounted', { count: unregistered }),
    unregistered < 0 && t('closing.notFound', { count: -unregistered }),
  ].filter((doubt) => doubt !== false)
  if (doubts.length === 0) return null
  return (
    <p className="occupancy__doubts" data-testid="occupancy-confidence">
      {doubts.join(' · ')}
    </p>
  )
}
