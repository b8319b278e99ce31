import { useId } from 'react'
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
  /** What is typed is not to be read from the screen. */
  isSecret?: boolean
}

/** One line of text with its label, a hint, and what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error = null, autoFocus = false, autoComplete = 'off' } = props
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean)
  return (
    <div className="ui-field">
      <label className="ui-field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type={props.isSecret === true ? 'password' : 'text'}
        className="ui-field__input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== null}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        autoFocus={autoFocus}
        autoComplete={autoComplete}
        autoCapitalize="off"
        spellCheck={false}
        maxLength={props.maxLength}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="ui-field__hint">
          {hint}
        </p>
      )}
      {error !== null && (
        <p id={`${id}-error`} className="ui-field__error">
          {error}
        </p>
      )}
    </div>
  )
}
