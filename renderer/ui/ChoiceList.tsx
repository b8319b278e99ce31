import { useId, type ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './ui.css'

interface ListedChoice<Value extends string> {
  value: Value
  name: string
  /** What there is to know of it, in a line below its name; nothing by ''. */
  detail: string
}

interface ChoiceListProps<Value extends string> {
  label: string
  value: Value
  options: readonly ListedChoice<Value>[]
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
    <Labelled label={label}>
      {(labelId) => (
        <ToggleButtonGroup
          className="ui-choice-list"
          aria-labelledby={labelId}
          orientation="vertical"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[value]}
          onSelectionChange={(keys) => {
            const chosen = options.find((option) => keys.has(option.value))
            if (chosen) onChange(chosen.value)
          }}
        >
          {options.map(listedChoice)}
        </ToggleButtonGroup>
      )}
    </Labelled>
  )
}

interface ManyChoiceListProps<Value extends string> {
  label: string
  values: readonly Value[]
  options: readonly ListedChoice<Value>[]
  onChange: (values: Value[]) => void
}

/** The same, of which any number is taken. */
export function ManyChoiceList<Value extends string>(props: ManyChoiceListProps<Value>) {
  const { label, values, options, onChange } = props
  return (
    <Labelled label={label}>
      {(labelId) => (
        <ToggleButtonGroup
          className="ui-choice-list"
          aria-labelledby={labelId}
          orientation="vertical"
          selectionMode="multiple"
          selectedKeys={values}
          onSelectionChange={(keys) =>
            onChange(options.map(({ value }) => value).filter((value) => keys.has(value)))
          }
        >
          {options.map(listedChoice)}
        </ToggleButtonGroup>
      )}
    </Labelled>
  )
}

/** A list under what it is called. */
function Labelled({ label, children }: { label: string; children: (labelId: string) => ReactNode }) {
  const labelId = useId()
  return (
    <div className="ui-field">
      <span id={labelId} className="ui-field__label">
        {label}
      </span>
      {children(labelId)}
    </div>
  )
}

function listedChoice({ value, name, detail }: ListedChoice<string>) {
  return (
    <ToggleButton key={value} id={value} className="ui-choice-list__option">
      <span className="ui-choice-list__name" dir="auto">
        {name}
      </span>
      {detail !== '' && <span className="ui-choice-list__detail">{detail}</span>}
    </ToggleButton>
  )
}
