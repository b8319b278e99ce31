import { useState } from 'react'
import { useWatch, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { FormTextField } from '../../ui/form-fields.tsx'
import type { MemberValues } from './member-values.ts'

/** A phone number. Once it is typed, one that nobody could call is pointed out; it may stay as it is. */
export function PhoneField({ control }: { control: Control<MemberValues> }) {
  const { t } = useTranslation()
  const typed = useWatch({ control, name: 'phone' }).trim()
  const [phone, setPhone] = useState('')
  const { data } = useHubQuery('members.checkPhone', { phone }, { enabled: phone !== '' })
  const isWrong = phone === typed && data?.canBeDialled === false
  return (
    <div>
      <FormTextField
        control={control}
        name="phone"
        label={t('memberSheet.phone')}
        onLeave={() => setPhone(typed)}
      />
      <p role="status" className="ui-field__hint">
        {isWrong && t('memberForm.phoneWrong')}
      </p>
    </div>
  )
}
