import { TbChevronDown } from 'react-icons/tb'
import type { KeyboardEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import './menu.css'
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
  return (
    <Select
      className="ui-field"
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={isInRow ? 'ui-unseen' : 'ui-field__label'}>{label}</Label>
      <div onKeyDownCapture={keepCharacters}>
        <Button
          className={isInRow ? 'ui-field__input ui-field__input--row ui-select' : 'ui-field__input ui-select'}
        >
          <SelectValue className="ui-select__value" />
          <TbChevronDown className="ui-icon" aria-hidden="true" />
        </Button>
      </div>
      <Popover className="ui-popover">
        <ListBox className="ui-menu__list">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className="ui-menu__item">
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}

/**
 * A character on a closed list chooses nothing. The first one of a scan is not known for a reader's yet, and what it
 * chose would be done at once.
 */
function keepCharacters(event: KeyboardEvent): void {
  if (event.key.length === 1 && event.key !== ' ') event.stopPropagation()
}
