import { TbChevronDown } from 'react-icons/tb'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { MenuTrigger } from 'react-aria-components/Menu'
import { MenuList, type MenuItem } from './MenuList.tsx'
import './menu.css'

interface MenuButtonProps {
  label: string
  icon?: ReactNode
  /** Looks as a button beside others does. */
  kind?: 'round' | 'plain' | 'small'
  items: readonly MenuItem[]
  isDisabled?: boolean
}

const LOOKS = { round: 'ui-menu__button', plain: 'ui-button', small: 'ui-button ui-button--small' }

/** A button that opens a small menu below it; the focus comes back to the button. */
export function MenuButton({ label, icon, kind = 'round', items, isDisabled = false }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button
        className={LOOKS[kind]}
        isDisabled={isDisabled}
        render={(attributes) => <button {...attributes} aria-haspopup="menu" />}
      >
        {icon}
        <span className="ui-menu__label" dir="auto">
          {label}
        </span>
        <TbChevronDown className="ui-icon" aria-hidden="true" />
      </Button>
      <MenuList label={label} items={items} />
    </MenuTrigger>
  )
}
