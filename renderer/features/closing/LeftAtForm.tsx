import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { firstAfter } from './first-after.ts'

interface LeftAtFormProps {
  name: string
  /** ISO 8601. */
  cameIn: string
  timeZone: string
  /** Told an instant, ISO 8601. */
  onSay: (leftAt: string) => void
}

/** Asks for the time on the gym's wall at which a member left. */
export function LeftAtForm({ name, cameIn, timeZone, onSay }: LeftAtFormProps) {
  const { t } = useTranslation()
  const [time, setTime] = useState('')
  const [isTried, setIsTried] = useState(false)
  const leftAt = firstAfter(time, Date.parse(cameIn), timeZone)
  return (
    <Form
      className="closing__form"
      onSubmit={() => {
        setIsTried(true)
        if (leftAt !== null) onSay(new Date(leftAt).toISOString())
      }}
    >
      <TextField
        label={t('closing.review.time', { name })}
        hint={t('closing.review.timeHint')}
        value={time}
        onChange={setTime}
        maxLength={5}
        error={isTried && leftAt === null ? t('closing.review.timeWrong') : null}
        autoFocus
      />
      <Button kind="primary" type="submit">
        {t('closing.review.save')}
      </Button>
    </Form>
  )
}
