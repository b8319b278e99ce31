import { useTranslation } from 'react-i18next'
import type { MergedField, MergePreview, MergeSide } from '../../../server/protocol/duplicates.ts'
import { formatBirthday } from '../../i18n/format.ts'
import { Choice } from '../../ui/Choice.tsx'
import { CHOSEN_FIELDS, valueOf } from './taken-fields.ts'

interface FieldChoicesProps {
  members: MergePreview['members']
  /** Fields that are taken of the one who goes. */
  taken: ReadonlySet<MergedField>
  onTaken: (taken: ReadonlySet<MergedField>) => void
}

/** Each field of the two: where they differ, one of the two values is chosen. */
export function FieldChoices({ members: [one, other], taken, onTaken }: FieldChoicesProps) {
  const { t } = useTranslation()
  const words = useFieldWords()
  const choose = (field: MergedField, isTheirs: boolean): void => {
    const others = [...taken].filter((each) => each !== field)
    onTaken(new Set(isTheirs ? [...others, field] : others))
  }
  return (
    <dl className="duplicates__fields">
      {CHOSEN_FIELDS.map((field) => (
        <div key={field} className="duplicates__field">
          <dt>{words.nameOf(field)}</dt>
          <dd>
            {valueOf(one, field) === valueOf(other, field) ? (
              <span dir="auto">{words.valueOf(one, field)}</span>
            ) : (
              <Choice
                label={t('duplicates.choose', { field: words.nameOf(field) })}
                value={taken.has(field) ? 'other' : 'one'}
                options={[
                  { value: 'one', label: words.valueOf(one, field) },
                  { value: 'other', label: words.valueOf(other, field) },
                ]}
                onChange={(value) => choose(field, value === 'other')}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function useFieldWords() {
  const { t, i18n } = useTranslation()
  return {
    nameOf: (field: MergedField): string =>
      field === 'photo' ? t('photo.title') : t(`memberForm.field.${field}`),
    valueOf: (side: MergeSide, field: MergedField): string => {
      const value = valueOf(side, field)
      if (field === 'photo')
        return value === null ? t('none') : t('duplicates.photoOf', { name: side.full_name })
      if (typeof value === 'boolean') return t(`memberForm.isSuspended.${value ? 'yes' : 'no'}`)
      if (value === null || value === '') return t('none')
      return field === 'birthday' ? formatBirthday(value, i18n.language) : value
    },
  }
}
