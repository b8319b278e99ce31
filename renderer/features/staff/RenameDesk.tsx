import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_NAME_CHARACTERS } from '../../../server/protocol/limits.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface RenameDeskProps {
  name: string
  isGoing: boolean
  onName: (name: string) => void
  onCancel: () => void
}

/** Another name for a desk. */
export function RenameDesk({ name, isGoing, onName, onCancel }: RenameDeskProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(name)
  return (
    <Form
      className="staff__form"
      onSubmit={() => {
        if (typed.trim() !== '') onName(typed.trim())
      }}
    >
      <TextField
        label={t('staff.deskName')}
        value={typed}
        onChange={setTyped}
        maxLength={MAX_NAME_CHARACTERS}
        autoFocus
      />
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing || typed.trim() === ''}>
          {t('save')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
