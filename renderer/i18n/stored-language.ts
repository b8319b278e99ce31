import { readStored, useStored, writeStored } from '../ui/stored.ts'
import { bestLanguage, LANGUAGES, type Language } from './languages.ts'

/** What the page showed last; so begins its next start, and the sign-in screen. */
const SHOWN_KEY = 'av-gym-front-desk language'
const DESK_KEY = 'av-gym-front-desk desk language'
const MEMBERS_KEY = 'av-gym-front-desk member language'
const keyOfPerson = (personId: string): string => `av-gym-front-desk language of ${personId}`

const browserLanguage = (): Language => bestLanguage(navigator.languages)

const readDeskLanguage = (): Language => readStored(DESK_KEY, LANGUAGES, browserLanguage())

/** The language that the page begins with. */
export const readLastLanguage = (): Language => readStored(SHOWN_KEY, LANGUAGES, readDeskLanguage())

/** The desk’s own language, for whoever has not chosen one: the browser’s until somebody chooses while nobody is signed in. */
function useDeskLanguage(): Language {
  return useStored(DESK_KEY, LANGUAGES, browserLanguage())
}

/** The language that this person chose at this desk; the desk’s where they did not. */
export function useLanguageOf(personId: string): Language {
  return useStored(keyOfPerson(personId), LANGUAGES, useDeskLanguage())
}

/** The language that was shown last, whoever chose it. */
export function useLastLanguage(): Language {
  return useStored(SHOWN_KEY, LANGUAGES, useDeskLanguage())
}

export const storeLanguageOf = (personId: string, chosen: Language): void =>
  writeStored(keyOfPerson(personId), chosen)
export const storeDeskLanguage = (chosen: Language): void => writeStored(DESK_KEY, chosen)
export const storeLastLanguage = (shown: Language): void => writeStored(SHOWN_KEY, shown)

/** What can be chosen for the members’ screen: the desk’s language, or one. */
export const MEMBERS_LANGUAGES = ['desk', ...LANGUAGES] as const

export type MembersLanguage = (typeof MEMBERS_LANGUAGES)[number]

/** The language that the members’ screen begins with. */
export function readMembersLanguage(): Language {
  const chosen = readStored(MEMBERS_KEY, MEMBERS_LANGUAGES, 'desk')
  return chosen === 'desk' ? readDeskLanguage() : chosen
}

/** The language of the members’ screen, and how to choose it; whoever is signed in at the desk does not change it. */
export function useMembersLanguage(): {
  chosen: MembersLanguage
  language: Language
  choose: (chosen: MembersLanguage) => void
} {
  const desk = useDeskLanguage()
  const chosen = useStored(MEMBERS_KEY, MEMBERS_LANGUAGES, 'desk')
  return {
    chosen,
    language: chosen === 'desk' ? desk : chosen,
    choose: (language) => writeStored(MEMBERS_KEY, language),
  }
}
