import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea as Lines } from 'react-aria-components/TextArea'
import { TextField as LabelledField } from 'react-aria-components/TextField'
import './ui.css'

interface TextAreaProps {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  maxLength: number
  autoFocus?: boolean
}

/** Some lines of text with their label and a hint. */
export function TextArea({ label, hint, value, onChange, maxLength, autoFocus = false }: TextAreaProps) {
  return (
    <LabelledField
      className="ui-field"
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      autoFocus={autoFocus}
    >
      <Label className="ui-field__label">{label}</Label>
      <Lines className="ui-field__input ui-field__input--lines" rows={3} />
      <Text slot="description" elementType="p" className="ui-field__hint">
        {hint}
      </Text>
    </LabelledField>
  )
}
