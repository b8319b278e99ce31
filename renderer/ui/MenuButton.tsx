import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { MenuTrigger } from 'react-aria-components/Menu'
import { MenuList, type MenuItem } from './MenuList.tsx'
import './menu.css'

interface MenuButtonProps {
  label: string
  icon: ReactNode
  items: readonly MenuItem[]
  isDisabled?: boolean
}

/** A button that opens a small menu below it; the focus comes back to the button. */
export function MenuButton({ label, icon, items, isDisabled = false }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button
        className="ui-menu__button"
        isDisabled={isDisabled}
        render={(attributes) => <button {...attributes} aria-haspopup="menu" />}
      >
        {icon}
        <span className="ui-menu__label" dir="auto">
          {label}
        </span>
        <IconChevronDown className="ui-icon" aria-hidden="true" />
      </Button>
      <MenuList label={label} items={items} />
    </MenuTrigger>
  )
}
