import { memo } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { useOccupancyConfidence } from '../../contexts/use-occupancy.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatDuration, formatSince, knownTimeZone, minutesSince } from '../../i18n/format.ts'
import { RowButton } from '../../ui/RowButton.tsx'
import { useHubNow } from '../../contexts/use-hub-now.ts'

interface PresentRowsProps {
  visits: readonly VisitPayload[]
  /** What scrolls the rows. */
  scroller: HTMLElement | null
  /** Members whose command is not answered yet. */
  busy: ReadonlySet<string>
  onCheckOut: (visit: VisitPayload) => void
}

/** Up to here all rows are in the page; of more only those that are seen. */
const MAX_PLAIN_ROWS = 50

/** Everyone who is inside and how long. */
export function PresentRows(props: PresentRowsProps) {
  const { visits, busy, onCheckOut } = props
  const timesOf = useStayTimes()
  if (visits.length > MAX_PLAIN_ROWS) return <VirtualRows {...props} timesOf={timesOf} />
  return (
    <ul>
      {visits.map((visit) => (
        <li key={visit.id}>
          <PresentRow
            {...timesOf(visit)}
            visit={visit}
            isBusy={busy.has(visit.member.id)}
            onCheckOut={onCheckOut}
          />
        </li>
      ))}
    </ul>
  )
}

const ROW_HEIGHT = 44
const OVERSCAN = 4

interface VirtualRowsProps extends PresentRowsProps {
  timesOf: (visit: VisitPayload) => StayTimes
}

function VirtualRows({ visits, scroller, busy, onCheckOut, timesOf }: VirtualRowsProps) {
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions stay in this component
  const rows = useVirtualizer({
    count: visits.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => visits[index]?.id ?? index,
    overscan: OVERSCAN,
  })
  return (
    <ul className="members__all" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ key, index, start }) => {
        const visit = visits[index]
        return (
          visit && (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="members__placed"
              aria-setsize={visits.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <PresentRow
                {...timesOf(visit)}
                visit={visit}
                isBusy={busy.has(visit.member.id)}
                onCheckOut={onCheckOut}
              />
            </li>
          )
        )
      })}
    </ul>
  )
}

interface PresentRowProps extends StayTimes {
  visit: VisitPayload
  isBusy: boolean
  onCheckOut: (visit: VisitPayload) => void
}

/** Drawn again only where something of it has changed: with every scan in the building all rows would be too many. */
const PresentRow = memo(function PresentRow(props: PresentRowProps) {
  const { visit, since, minutes, isProbablyGone, isBusy, onCheckOut } = props
  const { t } = useTranslation()
  const name = visit.member.full_name
  const stay = formatDuration(minutes, t)
  return (
    <div className="members__row" data-row data-testid="present-row" data-member-id={visit.member.id}>
      <span className="members__name" dir="auto">
        {name}
      </span>
      <span className="members__since">{since}</span>
      <span className="members__stay">
        {isProbablyGone && (
          <span className="members__doubt">
            <span className="ui-unseen">{t('closing.sure.probably_gone')}</span>
            <span aria-hidden="true">{t('closing.goneShort')}</span> ·{' '}
          </span>
        )}
        {stay}
      </span>
      <span className="members__act">
        <RowButton
          label={t('members.checkOutName', { name, stay })}
          isDisabled={isBusy}
          onPress={() => onCheckOut(visit)}
        >
          {t('members.checkOut')}
        </RowButton>
      </span>
    </div>
  )
})

const MINUTE_MS = 60_000

/** What the passing of time says of a visit. */
interface StayTimes {
  /** When they came in, as `formatSince` says it. */
  since: string
  minutes: number
  isProbablyGone: boolean
}

/** Says it of any visit, as of the present minute. */
function useStayTimes(): (visit: VisitPayload) => StayTimes {
  const { i18n } = useTranslation()
  const gym = useDesk('gym')
  const now = useHubNow(MINUTE_MS)
  const confidenceOf = useOccupancyConfidence()
  const timeZone = knownTimeZone(gym?.timeZone)
  return (visit) => ({
    since: formatSince(visit.check_in_time, now, timeZone, i18n.language),
    minutes: minutesSince(visit.check_in_time, now),
    isProbablyGone: confidenceOf(visit) === 'probably_gone',
  })
}
