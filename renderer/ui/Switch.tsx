import type { ReactNode } from 'react'
import { SwitchButton, SwitchField } from 'react-aria-components/Switch'
import './controls.css'

interface SwitchProps {
  children: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** On or off, told by the place of the knob, not by colour alone. */
export function Switch({ children, isOn, onChange }: SwitchProps) {
  return (
    <SwitchField isSelected={isOn} onChange={onChange}>
      <SwitchButton className="ui-switch">
        <span className="ui-switch__track" aria-hidden="true">
          <span className="ui-switch__knob" />
        </span>
        <span>{children}</span>
      </SwitchButton>
    </SwitchField>
  )
}
