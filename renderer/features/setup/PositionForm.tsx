import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { MAX_LOCATION_CHARACTERS } from '../../../server/protocol/limits.ts'
import { SCAN_MODES } from '../../../server/protocol/scan.ts'
import { useDeskPosition } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormChoice, FormTextField } from '../../ui/form-fields.tsx'

/** Says what a scan at this desk means: which way, and where. `onSaved` is told when it was kept. */
export function PositionForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation()
  const { deskPosition, setDeskPosition } = useDeskPosition()
  const { control, handleSubmit } = useForm({ defaultValues: deskPosition })
  const mode = useWatch({ control, name: 'mode' })
  const save = handleSubmit((position) => {
    setDeskPosition(position)
    onSaved()
  })
  return (
    <Form className="setup__form" onSubmit={() => void save()}>
      <div className="setup__mode">
        <p className="ui-field__label">{t('setUp.mode')}</p>
        <FormChoice
          control={control}
          name="mode"
          label={t('setUp.mode')}
          options={SCAN_MODES.map((value) => ({ value, label: t(`setUp.modes.${value}`) }))}
        />
        <p className="ui-field__hint">{t(`setUp.modeHint.${mode}`)}</p>
      </div>
      <FormTextField
        control={control}
        name="location"
        label={t('setUp.location')}
        hint={t('setUp.locationHint')}
        maxLength={MAX_LOCATION_CHARACTERS}
      />
      <Button kind="primary" type="submit">
        {t('save')}
      </Button>
    </Form>
  )
}
