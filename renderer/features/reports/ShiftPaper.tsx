import { createPortal } from 'react-dom'
import { SHIFT_KINDS, type ShiftReport } from '../../../server/protocol/reports.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatDay, formatTime } from '../../i18n/format.ts'
import { entryLines, whoLine } from './describe-entry.ts'
import { takingsLines } from './takings-words.ts'
import { useWording } from '../../contexts/use-wording.ts'

/** The report as a table on paper, in order of time; seen there only. */
export function ShiftPaper({ report, whose }: { report: ShiftReport; whose: 'own' | 'all' }) {
  const wording = useWording()
  const gym = useDesk('gym')
  const person = useDesk('person')
  const { t, today, timeZone, language } = wording
  const of = whose === 'own' ? (person?.name ?? '') : t('shift.all')
  const title = [gym?.name, t('shift.title'), of, formatDay(today, today, language)].filter(Boolean)
  return createPortal(
    <div className="shift-paper" aria-hidden="true">
      <p className="shift-paper__title">{title.join(' · ')}</p>
      <p>{SHIFT_KINDS.map((kind) => t(`shift.${kind}`, { count: report.counts[kind] })).join(' · ')}</p>
      <p>{takingsLines(report.takings, wording).join(' · ')}</p>
      <table className="shift-paper__table">
        <tbody>
          {report.entries.map((entry) => {
            const { who, what, why } = entryLines(entry, wording)
            return (
              <tr key={`${entry.seq} ${entry.reason}`}>
                <td>{formatTime(entry.at, timeZone, language)}</td>
                <td>{who}</td>
                <td>{what}</td>
                <td>{why}</td>
                <td>{whoLine(entry, wording)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {report.isCut && <p>{t('shift.cut')}</p>}
    </div>,
    document.body,
  )
}
