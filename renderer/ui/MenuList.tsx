import { useEffect, useRef, type KeyboardEvent } from 'react'

export interface MenuItem {
  label: string
  onChoose: () => void
}

interface MenuListProps {
  label: string
  items: readonly MenuItem[]
  onClose: () => void
}

/** What can be chosen: arrows walk, Escape closes. */
export function MenuList({ label, items, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => itemsIn(list.current)[0]?.focus(), [])
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextItem(itemsIn(list.current), event.key)
    if (!next && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (next) next.focus()
    else onClose()
  }
  return (
    <div ref={list} className="ui-menu__list" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="ui-menu__item"
          onClick={() => {
            onClose()
            item.onChoose()
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  )
}

function itemsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
}

/** Where a key leads in a menu; undefined for every other key. */
function nextItem(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.findIndex((item) => item === document.activeElement)
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length]
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1)
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
    default:
      return undefined
  }
}
