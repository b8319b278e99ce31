import { IconChevronDown } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { MenuList, type MenuItem } from './MenuList.tsx'
import './menu.css'

interface MenuButtonProps {
  label: string
  icon: ReactNode
  items: readonly MenuItem[]
}

/** A button that opens a small menu below it; the focus comes back to the button. */
export function MenuButton({ label, icon, items }: MenuButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    button.current?.focus()
    setIsOpen(false)
  }
  return (
    <div
      className="ui-menu"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setIsOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className="ui-menu__button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {icon}
        <span className="ui-menu__label">{label}</span>
        <IconChevronDown className="ui-icon" aria-hidden="true" />
      </button>
      {isOpen && <MenuList label={label} items={items} onClose={close} />}
    </div>
  )
}
