import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import {
  MAX_MAPPING_NAME_CHARACTERS,
  type ImportReport,
  type RowOutcome,
} from '../../../server/protocol/import-report.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ReportCounts } from './ReportCounts.tsx'
import type { Import } from './use-import.ts'

/** Problems that are shown: whoever mends a file sees some of what is to come, and has all of them in the file of the rest. */
const SHOWN_PROBLEMS = 200

interface ImportPreviewProps {
  all: Import
  found: RecognisedFile
  report: ImportReport
}

/** What would become of each row. */
export function ImportPreview({ all, found, report }: ImportPreviewProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(found.keptAs ?? found.product ?? '')
  const problems = report.rows.filter(({ what }) => what === 'refused')
  const good = report.counts.added + report.counts.changed
  return (
    <>
      <h3 className="import__heading">{t('imports.preview')}</h3>
      <ReportCounts counts={report.counts} />
      {problems.length > 0 && (
        <>
          <h3 className="import__heading">{t('imports.problems')}</h3>
          <ul className="import__problems" tabIndex={0} aria-label={t('imports.problems')}>
            {problems.slice(0, SHOWN_PROBLEMS).map((row) => (
              <Problem key={row.line} row={row} />
            ))}
          </ul>
        </>
      )}
      <TextField
        label={t('sources.keepAs')}
        hint={t('sources.keepHint')}
        value={name}
        onChange={setName}
        maxLength={MAX_MAPPING_NAME_CHARACTERS}
      />
      <div className="ui-actions">
        <Button
          kind="primary"
          autoFocus
          isDisabled={all.isGoing || good === 0}
          onPress={() => all.take(name.trim())}
        >
          {problems.length > 0 ? t('imports.takeGood') : t('imports.takeAll')}
        </Button>
        <Button isDisabled={all.isGoing} onPress={all.back}>
          {t('imports.back')}
        </Button>
      </div>
    </>
  )
}

/** Why a row is refused, in the language of the screen; in English the hub's own sentence, said once for all who show it. */
function Problem({ row: { line, column, message, why } }: { row: RowOutcome }) {
  const { t } = useTranslation()
  const words = why ? t(`files.why.${why.code}`, { ...why.fields, defaultValue: '' }) : ''
  if (words === '') return <li lang="en">{message}</li>
  const said = { line, why: words }
  return <li>{column ? t('files.at', { ...said, column }) : t('files.atLine', said)}</li>
}
