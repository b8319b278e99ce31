import { useEffect } from 'react'
import { useStored, writeStored } from './stored.ts'

const THEME_KEY = 'av-gym-front-desk theme'
const THEMES = ['auto', 'light', 'dark'] as const

/** Light, dark, or as the system asks. */
export type Theme = (typeof THEMES)[number]

/** The chosen colours and how to choose the next; kept on this machine and shown by `data-theme` of the page. */
export function useTheme(): { theme: Theme; next: () => void } {
  const theme = useStored(THEME_KEY, THEMES, 'auto')
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
  const next = (): void => {
    writeStored(THEME_KEY, THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto')
  }
  return { theme, next }
}
