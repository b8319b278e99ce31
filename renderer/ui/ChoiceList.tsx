import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './ui.css'

interface ChoiceListProps<Value extends string> {
  label: string
  value: Value
  /** `detail` is what there is to know of it, in a line below its name. */
  options: readonly { value: Value; name: string; detail: string }[]
  onChange: (value: Value) => void
}

/** Several ways below each other, of which one is taken, each with what it means; arrows walk between them. */
export function ChoiceList<Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceListProps<Value>) {
  return (
    <ToggleButtonGroup
      className="ui-choice-list"
      aria-label={label}
      orientation="vertical"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value))
        if (chosen) onChange(chosen.value)
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="ui-choice-list__option">
          <span className="ui-choice-list__name" dir="auto">
            {option.name}
          </span>
          <span className="ui-choice-list__detail">{option.detail}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
