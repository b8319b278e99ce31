import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import { READER_ROLES, type ReaderState } from '../../services/readers/reader.ts'
import { SelectField } from '../../ui/SelectField.tsx'

/** What a reader's codes are for. */
export function RoleField({ reader, name }: { reader: ReaderState; name: string }) {
  const { t } = useTranslation()
  const { parts } = useReaders()
  return (
    <div className="setup__role">
      <SelectField
        label={t('setUp.roleOf', { name })}
        isInRow
        value={reader.role}
        options={READER_ROLES.map((role) => ({ value: role, label: t(`setUp.role.${role}`) }))}
        onChange={(role) => parts.change(reader.id, { role })}
      />
    </div>
  )
}
