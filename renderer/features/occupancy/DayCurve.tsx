import { useTranslation } from 'react-i18next'
import type { CurvePoint, DayCurve as Curve } from '../../../server/protocol/methods.ts'
import { useDayCurve } from '../../contexts/use-occupancy.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { linePath, shownPart, type CurvePart } from './curve-path.ts'

/** Today by the half hour, drawn small, against what is usual on this weekday; in words for who does not see it. */
export function DayCurve() {
  const curve = useDayCurve()
  const inside = useDesk('stats')?.currentlyIn
  const part = curve && shownPart(withNow(curve, inside))
  if (!curve || !part) return null
  return <Drawing curve={curve} part={part} />
}

const WIDTH = 320
const HEIGHT = 36

function Drawing({ curve, part }: { curve: Curve; part: CurvePart }) {
  const { t } = useTranslation()
  const { points, now, most } = part
  const place = (value: (point: CurvePoint) => number | null) =>
    linePath(points.map(value), { width: WIDTH, height: HEIGHT, most })
  const usual = points[now]?.usual ?? null
  return (
    <figure className="occupancy__curve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={useWords(part)}
      >
        <path className="occupancy__usual" d={place((point) => point.usual)} />
        <path className="occupancy__line" d={place((point) => point.inside)} />
      </svg>
      <figcaption className="occupancy__legend" aria-hidden="true">
        <span>{points[0]?.time}</span>
        <span>
          {usual === null
            ? curve.weeks === 0 && t('closing.curve.noUsual')
            : t('closing.curve.usually', { count: usual })}
        </span>
        <span>{points.at(-1)?.time}</span>
      </figcaption>
    </figure>
  )
}

/** The curve's own number of now is as old as the half hour. */
function withNow(curve: Curve, inside: number | undefined): Curve {
  if (inside === undefined) return curve
  const points = curve.points.map((point, index) => (index === curve.now ? { ...point, inside } : point))
  return { ...curve, points }
}

function useWords({ points, now }: CurvePart): string {
  const { t } = useTranslation()
  const { inside = null, usual = null } = points[now] ?? {}
  const peak = points.reduce<CurvePoint | null>(
    (most, point) => ((point.usual ?? 0) > (most?.usual ?? 0) ? point : most),
    null,
  )
  return t('closing.curve.label', {
    now: inside === null ? '' : t('closing.curve.now', { count: inside }),
    usual: usual === null ? '' : t('closing.curve.usual', { count: usual }),
    peak: peak === null ? '' : t('closing.curve.peak', { time: peak.time, count: peak.usual ?? 0 }),
  }).trim()
}
