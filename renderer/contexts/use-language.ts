import { useEffect } from 'react'
import {
  storeDeskLanguage,
  storeLanguageOf,
  storeLastLanguage,
  useLanguageOf,
  useLastLanguage,
} from '../i18n/stored-language.ts'
import type { Language } from '../i18n/languages.ts'
import { usePageLanguage } from '../i18n/use-page-language.ts'
import { useConnection, useDesk, useSession } from './WebSocketContext.tsx'

/**
 * The language of whoever is at the desk, and how to choose another. It is kept for the person; what is chosen while nobody
 * is signed in is the desk's own.
 */
export function useLanguage(): { language: Language; choose: (chosen: Language) => void } {
  const { phase } = useSession()
  const person = useDesk('person')
  const personId = phase === 'signed_in' ? (person?.id ?? null) : null
  const last = useLastLanguage()
  const own = useLanguageOf(personId ?? '')
  const choose = (chosen: Language): void => {
    if (personId !== null) storeLanguageOf(personId, chosen)
    else if (phase === 'signed_out') storeDeskLanguage(chosen)
    storeLastLanguage(chosen)
  }
  // Until the hub has said who somebody is, the page stays as it was.
  return { language: personId === null ? last : own, choose }
}

/** Shows the page in the language of whoever is at the desk; one that could not be loaded is tried again with the line to the hub. */
export function useShownLanguage(): void {
  const { language } = useLanguage()
  const phase = useConnection('phase')
  usePageLanguage(language, phase)
  useEffect(() => storeLastLanguage(language), [language])
}
