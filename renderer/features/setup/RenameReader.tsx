import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import type { ReaderState } from '../../services/readers/reader.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'

const MAX_NAME_CHARACTERS = 60

/** Gives a reader the name that people here use, such as “Entrance”; an empty one takes it back. */
export function RenameReader({ reader, onDone }: { reader: ReaderState; onDone: () => void }) {
  const { t } = useTranslation()
  const { parts } = useReaders()
  const { control, handleSubmit } = useForm({ defaultValues: { name: reader.name } })
  const rename = handleSubmit(({ name }) => {
    parts.change(reader.id, { name: name.trim() })
    onDone()
  })
  return (
    <Form className="setup__form" onSubmit={() => void rename()}>
      <FormTextField
        control={control}
        name="name"
        label={t('setUp.name')}
        autoFocus
        maxLength={MAX_NAME_CHARACTERS}
      />
      <div className="ui-actions">
        <Button kind="primary" type="submit">
          {t('save')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
