import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea as Area } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import './ui.css'

interface TextAreaProps {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  /** What is wrong with it, in words; null where nothing is. */
  error?: string | null
  autoFocus?: boolean
  /** Characters as people count them, so that the field never cuts a sign in two. */
  maxCharacters: number
  rows?: number
}

/** Several lines of text with their label, a hint, and what is wrong with them. */
export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, hint, error = null, autoFocus = false, maxCharacters, rows = 3 } = props
  return (
    <TextField
      className="ui-field"
      value={value}
      onChange={(typed) => onChange(firstCharacters(typed, maxCharacters))}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <Label className="ui-field__label">{label}</Label>
      <Area className="ui-field__input ui-field__input--area" rows={rows} dir="auto" />
      {hint !== undefined && (
        <Text slot="description" elementType="p" className="ui-field__hint">
          {hint}
        </Text>
      )}
      <FieldError elementType="p" className="ui-field__error">
        {error}
      </FieldError>
    </TextField>
  )
}

function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('')
}
