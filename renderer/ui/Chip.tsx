import type { ReactNode } from 'react'
import './ui.css'

/** A word that stands out beside a name. */
export function Chip({ children, tone }: { children: ReactNode; tone: 'accent' | 'warning' }) {
  return <span className={`ui-chip ui-chip--${tone}`}>{children}</span>
}
