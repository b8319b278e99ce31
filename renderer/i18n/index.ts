import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ENGLISH, loadCatalogue, PARTS, type Part } from './catalogues.ts'
import { isolate } from './isolate.ts'
import { LANGUAGES, type Language } from './languages.ts'

/** The texts of the desk: those that it needs first are there in English as soon as this module is loaded. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  ns: PARTS,
  defaultNS: 'first' satisfies Part,
  fallbackNS: 'later' satisfies Part,
  resources: { en: { first: ENGLISH } },
  // React escapes what it draws; what is left to do for a value is to keep its direction.
  interpolation: { escape: (value: string) => isolate(value, i18n.language) },
  initAsync: false,
  react: { useSuspense: false },
})

/** The language that was asked for last: one that is loaded later than another does not take its place. */
let wanted: Language = 'en'

/** What there is to be of a language before it is shown: all of it once a screen that is loaded later was asked for. */
let parts: readonly Part[] = ['first']

/** Shows every text in this language, once it is loaded; where it cannot be, they stay as they are. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language
  if (!(await hasLanguage(language)) || wanted !== language) return
  await i18n.changeLanguage(language)
}

/** Loads what screens that are loaded later say, in the language that is shown; rejects where it cannot be had. */
export async function loadLaterTexts(): Promise<void> {
  parts = PARTS
  const soon = LANGUAGES.filter((language) => language === wanted || language === i18n.language)
  await Promise.all(soon.map(hasLanguage))
  if (!i18n.hasResourceBundle(i18n.language, 'later')) throw new Error('The texts could not be loaded.')
}

/** Loads all languages, so that a desk whose hub has gone away can still switch. */
export async function loadAllLanguages(): Promise<void> {
  parts = PARTS
  await Promise.all(LANGUAGES.map(hasLanguage))
}

/** Loads what is not there yet of a language; false where it cannot be had now. */
async function hasLanguage(language: Language): Promise<boolean> {
  const missing = parts.filter((part) => !i18n.hasResourceBundle(language, part))
  try {
    await Promise.all(
      missing.map(async (part) =>
        i18n.addResourceBundle(language, part, await loadCatalogue(language, part)),
      ),
    )
    return true
  } catch {
    return false
  }
}
