import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { FormTextField } from '../../ui/form-fields.tsx'
import type { MemberValues } from './member-values.ts'
import { PhoneField } from './PhoneField.tsx'

/** How to reach somebody, and when they were born. */
export function ContactFields({ control }: { control: Control<MemberValues> }) {
  const { t } = useTranslation()
  return (
    <>
      <PhoneField control={control} />
      <FormTextField control={control} name="email" label={t('memberSheet.email')} />
      <FormTextField
        control={control}
        name="birthday"
        label={t('memberSheet.birthday')}
        hint={t('memberForm.birthdayHint')}
      />
    </>
  )
}
