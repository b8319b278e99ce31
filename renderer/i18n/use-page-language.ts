import { useEffect, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { showLanguage } from './index.ts'
import { traitsOf, type Language } from './languages.ts'

/**
 * Shows the page in this language, loaded first where that is needed; `again` tries once more whenever it changes. The page
 * itself says which language it is in and which way it runs as soon as its texts do.
 */
export function usePageLanguage(language: Language, again?: unknown): void {
  const { i18n } = useTranslation()
  const shown = i18n.language
  useEffect(() => void showLanguage(language), [language, again])
  useLayoutEffect(() => {
    document.documentElement.lang = shown
    document.documentElement.dir = traitsOf(shown).direction
  }, [shown])
}
