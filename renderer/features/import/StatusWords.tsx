import { useTranslation } from 'react-i18next'
import {
  STATUS_MEANINGS,
  type ImportMapping,
  type StatusMeaning,
} from '../../../server/protocol/import-mapping.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { withStatus } from './mend-mapping.ts'

interface StatusWordsProps {
  mapping: ImportMapping
  onMend: (mapping: ImportMapping) => void
}

/** What each word of the status means here; one that nobody has decided keeps its rows out. */
export function StatusWords({ mapping, onMend }: StatusWordsProps) {
  const { t } = useTranslation()
  if (!mapping.columns.some(({ field }) => field === 'status')) return null
  return (
    <>
      <h3 className="import__heading">{t('imports.statuses')}</h3>
      <ul className="import__columns">
        {Object.entries(mapping.statuses).map(([word, meaning]) => (
          <li key={word} className="import__column">
            <p className="import__header">
              <bdi>{word === '' ? t('imports.emptyWord') : word}</bdi>
            </p>
            <SelectField<StatusMeaning | 'ask'>
              label={t('imports.meaningOf', { word: word === '' ? t('imports.emptyWord') : word })}
              isInRow
              value={meaning ?? 'ask'}
              options={(['ask', ...STATUS_MEANINGS] as const).map((value) => ({
                value,
                label: t(`imports.meaning.${value}`),
              }))}
              onChange={(said) => onMend(withStatus(mapping, word, said === 'ask' ? null : said))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
