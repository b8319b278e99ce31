import { Menu, MenuItem as Entry } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import './menu.css'

export interface MenuItem {
  label: string
  onChoose: () => void
}

/** What can be chosen: arrows walk, Escape closes. */
export function MenuList({ label, items }: { label: string; items: readonly MenuItem[] }) {
  return (
    <Popover className="ui-popover" placement="bottom end">
      <Menu className="ui-menu__list" aria-label={label}>
        {items.map((item) => (
          <Entry key={item.label} id={item.label} className="ui-menu__item" onAction={() => item.onChoose()}>
            {item.label}
          </Entry>
        ))}
      </Menu>
    </Popover>
  )
}
