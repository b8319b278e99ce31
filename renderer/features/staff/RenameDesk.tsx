import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { MAX_NAME_CHARACTERS } from '../../../server/protocol/limits.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'

interface RenameDeskProps {
  name: string
  isGoing: boolean
  onName: (name: string) => void
  onCancel: () => void
}

/** Another name for a desk. */
export function RenameDesk({ name, isGoing, onName, onCancel }: RenameDeskProps) {
  const { t } = useTranslation()
  const { control, handleSubmit } = useForm({ defaultValues: { name } })
  const isEmpty = useWatch({ control, name: 'name' }).trim() === ''
  const rename = handleSubmit((typed) => onName(typed.name.trim()))
  return (
    <Form
      className="staff__form"
      onSubmit={() => {
        if (!isEmpty) void rename()
      }}
    >
      <FormTextField
        control={control}
        name="name"
        label={t('staff.deskName')}
        maxLength={MAX_NAME_CHARACTERS}
        autoFocus
      />
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing || isEmpty}>
          {t('save')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
