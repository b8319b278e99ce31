import { useTranslation } from 'react-i18next'
import { ENCODINGS } from '../../../server/protocol/encodings.ts'
import type { ImportField, ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { ColumnRow } from './ColumnRow.tsx'
import { PlanWords } from './PlanWords.tsx'
import { StatusWords } from './StatusWords.tsx'
import { openIn } from './mend-mapping.ts'
import type { Import } from './use-import.ts'

/** One of them a member has to have. */
const NAMES: ReadonlySet<ImportField> = new Set(['full_name', 'first_name', 'last_name'])

interface FoundFileProps {
  all: Import
  file: File
  found: RecognisedFile
  mapping: ImportMapping
}

/** What was found in a file, each of it to be mended. */
export function FoundFile({ all, file, found, mapping }: FoundFileProps) {
  const { t } = useTranslation()
  const open = openIn(found, mapping)
  const named = found.columns.filter(({ header }) => header !== '')
  return (
    <>
      <p className="import__facts">
        {found.product ?? t('imports.otherProduct')} · {t('imports.rows', { count: found.rows })} ·{' '}
        {t('imports.headerLine', { line: found.headerLine })}
      </p>
      <KeptAnswers all={all} file={file} found={found} mapping={mapping} />
      <WrittenAs all={all} file={file} found={found} mapping={mapping} />
      <h3 className="import__heading">{t('imports.columns')}</h3>
      <ul className="import__columns">
        {named.map((column, at) => (
          <ColumnRow key={at} at={at} column={column} mapping={mapping} onMend={all.mend} />
        ))}
      </ul>
      <PlanWords found={found} mapping={mapping} onMend={all.mend} />
      <StatusWords mapping={mapping} onMend={all.mend} />
      {!mapping.columns.some(({ field }) => field !== null && NAMES.has(field)) && (
        <p className="ui-error">{t('imports.noName')}</p>
      )}
      <Ends mapping={mapping} onMend={all.mend} />
      <p role="status" className="import__hint">
        {open > 0 && t('imports.open', { count: open })}
      </p>
      <div className="ui-actions">
        <Button kind="primary" isDisabled={all.isGoing} onPress={all.preview}>
          {t('imports.toPreview')}
        </Button>
        <Button isDisabled={all.isGoing} onPress={all.back}>
          {t('imports.another')}
        </Button>
      </div>
    </>
  )
}

/** A choice needs a key of at least one character. */
const NO_ANSWERS = '-'

/** Whose answers are used that were kept for files of this form. */
function KeptAnswers({ all, file, found, mapping }: FoundFileProps) {
  const { t } = useTranslation()
  if (found.kept.length === 0) return null
  const { encoding, sheet } = mapping
  const as = sheet === undefined ? { encoding } : { sheet }
  return (
    <SelectField
      label={t('sources.kept')}
      value={found.keptAs === null ? NO_ANSWERS : `=${found.keptAs}`}
      options={[
        ...found.kept.map((name) => ({ value: `=${name}`, label: name })),
        { value: NO_ANSWERS, label: t('sources.asFound') },
      ]}
      onChange={(key) => all.choose(file, { ...as, mapping: key.slice(1) })}
    />
  )
}

/** How the letters of a text file are written, or in which sheet of a spreadsheet the members are. */
function WrittenAs({ all, file, found, mapping }: FoundFileProps) {
  const { t } = useTranslation()
  const as = { mapping: found.keptAs ?? '' }
  if (mapping.sheet !== undefined) {
    return (
      <SelectField
        label={t('files.sheet')}
        value={mapping.sheet}
        options={found.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        onChange={(sheet) => all.choose(file, { ...as, sheet })}
      />
    )
  }
  return (
    <>
      <SelectField
        label={t('imports.encoding')}
        value={mapping.encoding}
        options={ENCODINGS.map((encoding) => ({ value: encoding, label: encoding }))}
        onChange={(encoding) => all.choose(file, { ...as, encoding })}
      />
      {!found.encodingIsSure && <p className="import__hint">{t('imports.encodingHint')}</p>}
    </>
  )
}

/** What the end of a plan means, and none. */
function Ends({ mapping, onMend }: { mapping: ImportMapping; onMend: (mapping: ImportMapping) => void }) {
  const { t } = useTranslation()
  if (!mapping.columns.some(({ field }) => field === 'valid_until')) {
    return <p className="import__hint">{t('imports.noEnd')}</p>
  }
  return (
    <>
      <h3 className="import__heading">{t('imports.ends')}</h3>
      <Choice
        label={t('imports.ends')}
        value={mapping.end}
        options={[
          { value: 'last_day', label: t('imports.lastDay') },
          { value: 'day_after', label: t('imports.dayAfter') },
        ]}
        onChange={(end) => onMend({ ...mapping, end })}
      />
      <h3 className="import__heading">{t('imports.emptyEnd')}</h3>
      <Choice
        label={t('imports.emptyEnd')}
        value={mapping.emptyEnd}
        options={[
          { value: 'refuse', label: t('imports.leaveOut') },
          { value: 'no_end', label: t('imports.endless') },
        ]}
        onChange={(emptyEnd) => onMend({ ...mapping, emptyEnd })}
      />
    </>
  )
}
