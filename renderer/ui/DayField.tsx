import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField as LabelledField } from 'react-aria-components/TextField'
import './ui.css'

interface DayFieldProps {
  label: string
  /** YYYY-MM-DD, or empty. */
  value: string
  /** The first and the last day that may be chosen, YYYY-MM-DD. */
  from: string
  until: string
  onChange: (day: string) => void
  /** What is wrong with it, in words; null where nothing is. */
  error?: string | null
}

/** One day, typed or chosen from the browser's own calendar. */
export function DayField({ label, value, from, until, onChange, error = null }: DayFieldProps) {
  return (
    <LabelledField
      className="ui-field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className="ui-field__label">{label}</Label>
      <Input className="ui-field__input" type="date" min={from} max={until} />
      <FieldError elementType="p" className="ui-field__error">
        {error}
      </FieldError>
    </LabelledField>
  )
}
