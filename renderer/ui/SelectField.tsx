import { useId } from 'react'
import './ui.css'

interface SelectFieldProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  isDisabled?: boolean
  /** In a row of a list: the label is for those who do not see what stands beside it. */
  isInRow?: boolean
}

/** One choice of few, with its label. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, onChange, isDisabled = false, isInRow = false } = props
  const id = useId()
  return (
    <div className="ui-field">
      <label className={isInRow ? 'ui-unseen' : 'ui-field__label'} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={isInRow ? 'ui-field__input ui-field__input--row' : 'ui-field__input'}
        value={value}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
