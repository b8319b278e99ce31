import { useStored, writeStored } from './stored.ts'

const THEME_KEY = 'av-gym-front-desk theme'

/** The themes, in the order in which they are offered. */
export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const

/** As the system asks, light, dark, or with all contrast there is, light or dark as the system asks. */
export type Theme = (typeof THEMES)[number]

/** The chosen colours and how to choose others; kept on this machine. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const theme = useStored(THEME_KEY, THEMES, 'auto')
  return { theme, choose: (chosen) => writeStored(THEME_KEY, chosen) }
}
