import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './ui.css'

interface ManyChoiceProps<Value extends string> {
  label: string
  values: readonly Value[]
  options: readonly { value: Value; label: string }[]
  onChange: (values: Value[]) => void
}

/** A few things side by side, of which any number is taken; arrows walk between them. */
export function ManyChoice<Value extends string>({
  label,
  values,
  options,
  onChange,
}: ManyChoiceProps<Value>) {
  return (
    <ToggleButtonGroup
      className="ui-choice ui-choice--many"
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={values}
      onSelectionChange={(keys) =>
        onChange(options.map(({ value }) => value).filter((value) => keys.has(value)))
      }
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="ui-choice__option">
          <span dir="auto">{option.label}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
