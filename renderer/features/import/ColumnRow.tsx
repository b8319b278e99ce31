import { useTranslation } from 'react-i18next'
import {
  DAY_FIELDS,
  IMPORT_FIELDS,
  type ImportField,
  type ImportMapping,
  type MappedColumn,
  type RecognisedColumn,
} from '../../../server/protocol/import-mapping.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { withField, withForm } from './mend-mapping.ts'

interface ColumnRowProps {
  /** Its place in the mapping. */
  at: number
  column: RecognisedColumn
  mapping: ImportMapping
  onMend: (mapping: ImportMapping) => void
}

/** A column of the file: what is in it, what it is taken for and how surely, and what it is to be. */
export function ColumnRow({ at, column, mapping, onMend }: ColumnRowProps) {
  const { t } = useTranslation()
  const mapped = mapping.columns[at]
  if (!mapped) return null
  const isProposed = mapped.field === column.field
  return (
    <li className="import__column">
      <p className="import__header">
        <bdi>{column.header}</bdi>
        {isProposed && (
          <span className={column.sureness === 'sure' ? 'ui-chip' : 'ui-chip ui-chip--warning'}>
            {t(`imports.sureness.${column.sureness}`)}
          </span>
        )}
      </p>
      {column.examples.length > 0 && (
        <p className="import__examples">
          <bdi>{column.examples.join(' · ')}</bdi>
        </p>
      )}
      <SelectField<ImportField | 'none'>
        label={t('imports.fieldOf', { column: column.header })}
        isInRow
        value={mapped.field ?? 'none'}
        options={[
          { value: 'none', label: t('imports.notImported') },
          ...IMPORT_FIELDS.map((field) => ({ value: field, label: t(`imports.field.${field}`) })),
        ]}
        onChange={(field) => onMend(withField(mapping, at, field === 'none' ? null : field, column.words))}
      />
      {isProposed && column.reason !== null && (
        <p className="import__examples">{t(`imports.reason.${column.reason}`)}</p>
      )}
      <Forms column={mapped} onForm={(form) => onMend(withForm(mapping, at, form))} />
    </li>
  )
}

interface FormsProps {
  column: MappedColumn
  onForm: (form: Partial<MappedColumn>) => void
}

/** How days and sums of a column are to be read. */
function Forms({ column: { header, field, dates, debts }, onForm }: FormsProps) {
  const { t } = useTranslation()
  if (field !== null && DAY_FIELDS.has(field)) {
    return (
      <SelectField
        label={t('imports.datesOf', { column: header })}
        isInRow
        value={dates ?? 'as_written'}
        options={[
          { value: 'as_written', label: t('imports.dates.as_written') },
          { value: 'DMY', label: t('imports.dates.DMY') },
          { value: 'MDY', label: t('imports.dates.MDY') },
        ]}
        onChange={(order) => onForm({ dates: order === 'as_written' ? null : order })}
      />
    )
  }
  if (field !== 'debt') return null
  return (
    <SelectField
      label={t('imports.debtsOf', { column: header })}
      isInRow
      value={debts ?? 'ask'}
      options={[
        { value: 'ask', label: t('imports.debts.ask') },
        { value: 'positive', label: t('imports.debts.positive') },
        { value: 'negative', label: t('imports.debts.negative') },
      ]}
      onChange={(said) => onForm({ debts: said === 'ask' ? null : said })}
    />
  )
}
