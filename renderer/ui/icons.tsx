import type { ReactNode } from 'react'
import './ui.css'

/** What a verdict means for the person at the desk; each has its own outline, so that colour is never alone. */
export type VerdictLook = 'granted' | 'warning' | 'denied' | 'leaving' | 'undone' | 'waiting' | 'asking'

/** The shape of a verdict in the ink around it; what is inside the shape is cut out in `--icon-cut`. */
export function VerdictIcon({ look }: { look: VerdictLook }) {
  return (
    <svg className={`verdict-icon verdict-icon--${look}`} viewBox="0 0 72 72" aria-hidden="true">
      {SHAPES[look]}
    </svg>
  )
}

const cut = {
  fill: 'none',
  stroke: 'var(--icon-cut)',
  strokeWidth: 7,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const ring = { fill: 'none', stroke: 'currentColor', strokeWidth: 6, strokeLinecap: 'round' } as const

const SHAPES: Readonly<Record<VerdictLook, ReactNode>> = {
  granted: (
    <>
      <circle cx="36" cy="36" r="35" fill="currentColor" />
      <path d="M20 38 31 48 52 26" {...cut} />
    </>
  ),
  warning: (
    <>
      <path
        d="M36 4 70 64a3 3 0 0 1-2.6 4.5H4.6A3 3 0 0 1 2 64Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <path d="M36 28v18" {...cut} />
      <circle cx="36" cy="57.5" r="4.2" fill="var(--icon-cut)" />
    </>
  ),
  denied: (
    <>
      <path d="M21.5 1h29L71 21.5v29L50.5 71h-29L1 50.5v-29Z" fill="currentColor" />
      <path d="M25 25 47 47M47 25 25 47" {...cut} />
    </>
  ),
  leaving: (
    <>
      <path d="M46 10a29 29 0 1 0 0 52" {...ring} />
      <path d="M29 36h39M55 23l13 13-13 13" {...ring} strokeLinejoin="round" strokeWidth={7} />
    </>
  ),
  undone: (
    <>
      <rect x="2" y="2" width="68" height="68" rx="16" fill="currentColor" />
      <path d="M29 20 18 31l11 11M18 31h24a10.5 10.5 0 0 1 0 21h-8" {...cut} strokeWidth={6} />
    </>
  ),
  waiting: (
    <>
      <circle cx="36" cy="36" r="32" {...ring} strokeDasharray="12 11" />
      <path d="M36 20v17l11 7" {...ring} strokeLinejoin="round" />
    </>
  ),
  asking: (
    <>
      <circle cx="36" cy="36" r="32" {...ring} strokeOpacity="0.3" />
      <circle cx="22" cy="36" r="4.5" fill="currentColor" />
      <circle cx="36" cy="36" r="4.5" fill="currentColor" />
      <circle cx="50" cy="36" r="4.5" fill="currentColor" />
    </>
  ),
}
