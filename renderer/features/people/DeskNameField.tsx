import type { Control, FieldPathByValue, FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { FormTextField } from '../../ui/form-fields.tsx'

const MAX_DESK_NAME = 60

interface DeskNameFieldProps<Values extends FieldValues> {
  control: Control<Values>
  name: FieldPathByValue<Values, string>
}

/** What everyone reads beside the scans of this desk. */
export function DeskNameField<Values extends FieldValues>({ control, name }: DeskNameFieldProps<Values>) {
  const { t } = useTranslation()
  return (
    <FormTextField
      control={control}
      name={name}
      label={t('signIn.deskName')}
      hint={t('signIn.deskNameHint')}
      missing={t('signIn.deskNameMissing')}
      maxLength={MAX_DESK_NAME}
    />
  )
}
