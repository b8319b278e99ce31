import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../../server/protocol/import-report.ts'
import { Button } from '../../ui/Button.tsx'
import { ReportCounts } from './ReportCounts.tsx'
import type { Import } from './use-import.ts'

/** Problems that are shown: whoever mends a file sees some of what is to come, and has all of them in the file of the rest. */
const SHOWN_PROBLEMS = 200

/** What would become of each row. */
export function ImportPreview({ all, report }: { all: Import; report: ImportReport }) {
  const { t } = useTranslation()
  const problems = report.rows.filter(({ what }) => what === 'refused')
  const good = report.counts.added + report.counts.changed
  return (
    <>
      <h3 className="import__heading">{t('imports.preview')}</h3>
      <ReportCounts counts={report.counts} />
      {problems.length > 0 && (
        <>
          <h3 className="import__heading">{t('imports.problems')}</h3>
          {/* The hub says why in English, as over HTTP and on the command line. */}
          <ul className="import__problems" lang="en" tabIndex={0} aria-label={t('imports.problems')}>
            {problems.slice(0, SHOWN_PROBLEMS).map(({ line, message }) => (
              <li key={line}>{message}</li>
            ))}
          </ul>
        </>
      )}
      <div className="ui-actions">
        <Button kind="primary" autoFocus isDisabled={all.isGoing || good === 0} onPress={all.take}>
          {problems.length > 0 ? t('imports.takeGood') : t('imports.takeAll')}
        </Button>
        <Button isDisabled={all.isGoing} onPress={all.back}>
          {t('imports.back')}
        </Button>
      </div>
    </>
  )
}
