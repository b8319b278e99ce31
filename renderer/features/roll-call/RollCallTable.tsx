import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { dayOf, formatDay, formatMoment, formatTime, knownTimeZone } from '../../i18n/format.ts'
import type { RollCall } from './make-roll-call.ts'

const COLUMNS = ['here', 'name', 'location', 'since', 'sure'] as const

/** The list itself, or that there is none yet. On paper each page repeats what it is, of when, and its columns. */
export function RollCallTable({ roll }: { roll: RollCall }) {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const timeZone = knownTimeZone(gym?.timeZone)
  const { rows } = roll
  if (rows === null) {
    return (
      <div className="roll-call">
        <p className="ui-error">{t('closing.rollCall.never')}</p>
      </div>
    )
  }
  const today = dayOf(roll.madeAt, timeZone)
  const made = {
    day: formatDay(today, today, i18n.language),
    time: formatTime(roll.madeAt, timeZone, i18n.language),
  }
  return (
    <div className="roll-call">
      <Summary roll={roll} rows={rows} timeZone={timeZone} />
      <table className="roll-call__table">
        <thead>
          <tr className="roll-call__heading">
            <th colSpan={COLUMNS.length} scope="colgroup">
              {t('closing.rollCall.heading', { gym: gym?.name ?? '' })} · {t('closing.rollCall.made', made)}
            </th>
          </tr>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`roll-call__${column}`}>
                {t(`closing.rollCall.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ visit, sure }) => (
            <tr key={visit.id} data-testid="roll-call-row">
              <td className="roll-call__here">
                <span className="roll-call__box" aria-hidden="true" />
              </td>
              <th scope="row">{visit.member.full_name}</th>
              <td>{visit.location}</td>
              <td>{formatMoment(visit.check_in_time, today, timeZone, i18n.language)}</td>
              <td>{t(`closing.sure.${sure}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SummaryProps {
  roll: RollCall
  rows: NonNullable<RollCall['rows']>
  timeZone: string
}

/** How many, how sure, and how live the desk was. */
function Summary({ roll, rows, timeZone }: SummaryProps) {
  const { t, i18n } = useTranslation()
  const { inside, unregistered, isLive, asOf, waiting } = roll
  const gone = rows.filter(({ sure }) => sure === 'probably_gone').length
  const words = [
    gone > 0 && t('closing.probablyGone', { count: gone }),
    unregistered > 0 && t('closing.uncounted', { count: unregistered }),
    unregistered < 0 && t('closing.notFound', { count: -unregistered }),
  ].filter((word) => word !== false)
  const time = formatTime(asOf ?? roll.madeAt, timeZone, i18n.language)
  return (
    <div className="roll-call__summary">
      <p className="roll-call__total" data-testid="roll-call-total">
        {t('closing.rollCall.inside', { count: inside })}
        {words.length > 0 && ` · ${words.join(' · ')}`}
      </p>
      <p className={isLive ? '' : 'roll-call__stale'} data-testid="roll-call-live">
        {isLive ? t('closing.rollCall.live') : t('closing.rollCall.stale', { time })}
        {waiting > 0 && ` ${t('closing.rollCall.waiting', { count: waiting })}`}
      </p>
    </div>
  )
}
