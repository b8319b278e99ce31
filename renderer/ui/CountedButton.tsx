import type { ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import './ui.css'

interface CountedButtonProps {
  icon: ReactNode
  /** Says what pressing it does, and the count in words. */
  label: string
  keyHint: string
  /** What waits to be seen; nothing is shown for 0. */
  count: number
  /** trouble: something went wrong; accent: there is news. */
  tone: 'accent' | 'trouble'
  onPress: () => void
}

/** Beyond it the number itself says nothing more. */
const MAX_SHOWN = 99

/** An icon that opens something, with how much there is to see. */
export function CountedButton({ icon, label, keyHint, count, tone, onPress }: CountedButtonProps) {
  return (
    <div className="ui-counted">
      <IconButton icon={icon} label={label} keyHint={keyHint} onPress={onPress} />
      {count > 0 && (
        <span className={`ui-counted__count ui-counted__count--${tone}`} aria-hidden="true">
          {Math.min(count, MAX_SHOWN)}
        </span>
      )}
    </div>
  )
}
