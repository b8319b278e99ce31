import { useLayoutEffect, useSyncExternalStore } from 'react'
import { useTextSize } from './text-size.ts'
import { useTheme } from './theme.ts'

const MORE_CONTRAST = '(prefers-contrast: more)'

/** Shows the chosen colours and text size on the whole page; more contrast also where the system asks for it. */
export function usePageLook(): void {
  const { theme } = useTheme()
  const { textSize } = useTextSize()
  const isContrastAsked = useSyncExternalStore(subscribe, () => window.matchMedia(MORE_CONTRAST).matches)
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset['theme'] = theme
    dataset['contrast'] = theme === 'contrast' || isContrastAsked ? 'more' : 'normal'
    dataset['textSize'] = textSize
  }, [theme, textSize, isContrastAsked])
}

function subscribe(observer: () => void): () => void {
  const asked = window.matchMedia(MORE_CONTRAST)
  asked.addEventListener('change', observer)
  return () => asked.removeEventListener('change', observer)
}
