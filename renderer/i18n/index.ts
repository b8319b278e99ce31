import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ENGLISH, loadCatalogue } from './catalogues.ts'
import { isolate } from './isolate.ts'
import { LANGUAGES, type Language } from './languages.ts'

/** The texts of the desk: in English as soon as this module is loaded. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: ENGLISH } },
  // React escapes what it draws; what is left to do for a value is to keep its direction.
  interpolation: { escape: (value: string) => isolate(value, i18n.language) },
  initAsync: false,
  react: { useSuspense: false },
})

/** The language that was asked for last: one that is loaded later than another does not take its place. */
let wanted: Language = 'en'

/** Shows every text in this language, once it is loaded; where it cannot be, they stay as they are. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language
  if (!(await hasLanguage(language)) || wanted !== language) return
  await i18n.changeLanguage(language)
}

/** Loads all languages, so that a desk whose hub has gone away can still switch. */
export async function loadAllLanguages(): Promise<void> {
  await Promise.all(LANGUAGES.map(hasLanguage))
}

/** Loads a language where it is not there yet; false where it cannot be had now. */
async function hasLanguage(language: Language): Promise<boolean> {
  if (i18n.hasResourceBundle(language, 'translation')) return true
  try {
    i18n.addResourceBundle(language, 'translation', await loadCatalogue(language))
    return true
  } catch {
    return false
  }
}
