import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import type { MendedCell } from '../../../server/protocol/import-mends.ts'
import {
  MAX_MAPPING_NAME_CHARACTERS,
  type ImportReport,
  type RowOutcome,
} from '../../../server/protocol/import-report.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ImportProblems } from './ImportProblems.tsx'
import { ReportCounts } from './ReportCounts.tsx'
import type { Import } from './use-import.ts'

interface ImportPreviewProps {
  all: Import
  found: RecognisedFile
  report: ImportReport
}

/** What would become of each row. What is refused can be mended here, and is looked at again before anything is taken over. */
export function ImportPreview({ all, found, report }: ImportPreviewProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(found.keptAs ?? found.product ?? '')
  const [typed, setTyped] = useState<Typed>({ report, texts: new Map() })
  const texts = typed.report === report ? typed.texts : NOTHING
  const problems = report.rows.filter(({ what }) => what === 'refused')
  const good = report.counts.added + report.counts.changed
  return (
    <>
      <h3 className="import__heading">{t('imports.preview')}</h3>
      <ReportCounts counts={report.counts} />
      {problems.length > 0 && (
        <ImportProblems
          problems={problems}
          texts={texts}
          onType={(line, text) => setTyped({ report, texts: new Map(texts).set(line, text) })}
        />
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
          isDisabled={all.isGoing || (good === 0 && texts.size === 0)}
          onPress={() => (texts.size > 0 ? all.lookAgain(mendedOf(problems, texts)) : all.take(name.trim()))}
        >
          {t(
            texts.size > 0
              ? 'imports.checkAgain'
              : problems.length > 0
                ? 'imports.takeGood'
                : 'imports.takeAll',
          )}
        </Button>
        <Button isDisabled={all.isGoing} onPress={all.back}>
          {t('imports.back')}
        </Button>
      </div>
    </>
  )
}

/** What was typed in place of refused cells, by the line, and the report that it is of. */
interface Typed {
  report: ImportReport
  texts: ReadonlyMap<number, string>
}

const NOTHING: ReadonlyMap<number, string> = new Map()

function mendedOf(problems: readonly RowOutcome[], texts: ReadonlyMap<number, string>): MendedCell[] {
  return problems.flatMap(({ line, cell }) => {
    const text = texts.get(line)
    return cell === undefined || text === undefined ? [] : [{ line, at: cell.at, text }]
  })
}
