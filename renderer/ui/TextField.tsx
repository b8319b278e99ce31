import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField as LabelledField } from 'react-aria-components/TextField'
import './ui.css'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  /** What is wrong with it, in words; null where nothing is. */
  error?: string | null
  autoFocus?: boolean
  autoComplete?: string
  maxLength?: number
  /** What an on-screen keyboard offers. */
  inputMode?: 'numeric' | 'decimal'
  /** What is typed is not to be read from the screen. */
  isSecret?: boolean
  /** A day as YYYY-MM-DD or a time as HH:MM, by the browser's own way to choose one. */
  type?: 'date' | 'time'
  /** The earliest day that can be chosen. */
  min?: string
  /** Told when the field has lost the focus. */
  onLeave?: () => void
}

/** One line of text with its label, a hint, and what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error = null, autoFocus = false, autoComplete = 'off' } = props
  return (
    <LabelledField
      className="ui-field"
      type={props.isSecret === true ? 'password' : (props.type ?? 'text')}
      value={value}
      onChange={onChange}
      {...(props.onLeave && { onBlur: props.onLeave })}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoFocus={autoFocus}
      autoComplete={autoComplete}
      spellCheck="false"
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
      {...(props.inputMode !== undefined && { inputMode: props.inputMode })}
    >
      <Label className="ui-field__label">{label}</Label>
      <Input
        className="ui-field__input"
        dir="auto"
        autoCapitalize="off"
        {...(props.type !== undefined && { type: props.type, min: props.min })}
      />
      {hint !== undefined && (
        <Text slot="description" elementType="p" className="ui-field__hint">
          {hint}
        </Text>
      )}
      <FieldError elementType="p" className="ui-field__error">
        {error}
      </FieldError>
    </LabelledField>
  )
}
