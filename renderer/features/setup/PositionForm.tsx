import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_LOCATION_CHARACTERS } from '../../../server/protocol/limits.ts'
import { SCAN_MODES } from '../../../server/protocol/scan.ts'
import { useDeskPosition } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Says what a scan at this desk means: which way, and where. `onSaved` is told when it was kept. */
export function PositionForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation()
  const { deskPosition, setDeskPosition } = useDeskPosition()
  const [mode, setMode] = useState(deskPosition.mode)
  const [location, setLocation] = useState(deskPosition.location)
  return (
    <Form
      className="setup__form"
      onSubmit={() => {
        setDeskPosition({ mode, location })
        onSaved()
      }}
    >
      <div className="setup__mode">
        <p className="ui-field__label">{t('setUp.mode')}</p>
        <Choice
          label={t('setUp.mode')}
          value={mode}
          options={SCAN_MODES.map((value) => ({ value, label: t(`setUp.modes.${value}`) }))}
          onChange={setMode}
        />
        <p className="ui-field__hint">{t(`setUp.modeHint.${mode}`)}</p>
      </div>
      <TextField
        label={t('setUp.location')}
        hint={t('setUp.locationHint')}
        value={location}
        onChange={setLocation}
        maxLength={MAX_LOCATION_CHARACTERS}
      />
      <Button kind="primary" type="submit">
        {t('save')}
      </Button>
    </Form>
  )
}
