import { SHIFT_KINDS, type ShiftReport } from '../../../server/protocol/reports.ts'
import { formatMoment } from '../../i18n/format.ts'
import { entryLines, whoLine } from './describe-entry.ts'
import { takingsLines } from './takings-words.ts'
import { useWording } from '../../contexts/use-wording.ts'

/** The counts, and one row for each thing that happened, the newest first. */
export function ShiftRows({ report }: { report: ShiftReport }) {
  const wording = useWording()
  const { t, today, timeZone, language } = wording
  const moment = (at: string): string => formatMoment(at, today, timeZone, language)
  return (
    <>
      <p className="shift__span">{t('shift.span', { from: moment(report.from), to: moment(report.to) })}</p>
      <ul className="shift__takings" aria-label={t('ledger.takings')}>
        {takingsLines(report.takings, wording).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ul className="shift__counts">
        {SHIFT_KINDS.map((kind) => (
          <li key={kind} className={`shift__count shift__count--${kind}`}>
            {t(`shift.${kind}`, { count: report.counts[kind] })}
          </li>
        ))}
      </ul>
      {report.entries.length === 0 && <p className="ui-empty">{t('shift.empty')}</p>}
      <ol className="shift__rows">
        {report.entries.toReversed().map((entry) => {
          const { who, what, why } = entryLines(entry, wording)
          return (
            <li key={`${entry.seq} ${entry.reason}`} className="shift__row">
              <time className="shift__time" dateTime={entry.at}>
                {moment(entry.at)}
              </time>
              <div>
                <p className="shift__who">{who}</p>
                <p>{what}</p>
                {why !== '' && <p className="shift__why">{why}</p>}
                <p className="shift__why">{whoLine(entry, wording)}</p>
              </div>
            </li>
          )
        })}
      </ol>
      {report.isCut && <p>{t('shift.cut')}</p>}
    </>
  )
}
