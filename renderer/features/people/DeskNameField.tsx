import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/TextField.tsx'

const MAX_DESK_NAME = 60

/** What everyone reads beside the scans of this desk. */
export function DeskNameField({
  value,
  onChange,
  isTried,
}: {
  value: string
  onChange: (value: string) => void
  isTried: boolean
}) {
  const { t } = useTranslation()
  return (
    <TextField
      label={t('signIn.deskName')}
      value={value}
      onChange={onChange}
      hint={t('signIn.deskNameHint')}
      error={isTried && value.trim() === '' ? t('signIn.deskNameMissing') : null}
      maxLength={MAX_DESK_NAME}
    />
  )
}
