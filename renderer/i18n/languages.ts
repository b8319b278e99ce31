/** The languages of the desk, in the order in which they are offered. */
export const LANGUAGES = ['en', 'es', 'de', 'fr', 'ar'] as const

export type Language = (typeof LANGUAGES)[number]

interface LanguageTraits {
  /** What it is called in itself: whoever looks for it may read no other. */
  name: string
  /**
   * The way dates and figures are written. Arabic with the digits 0 to 9: times, counts and codes are compared with cards,
   * readers and the papers of the house, which have these.
   */
  locale: string
  direction: 'ltr' | 'rtl'
  /** Between the parts of a list. */
  comma: string
}

const TRAITS: Readonly<Record<Language, LanguageTraits>> = {
  en: { name: 'English', locale: 'en-GB', direction: 'ltr', comma: ', ' },
  es: { name: 'Español', locale: 'es-ES', direction: 'ltr', comma: ', ' },
  de: { name: 'Deutsch', locale: 'de-DE', direction: 'ltr', comma: ', ' },
  fr: { name: 'Français', locale: 'fr-FR', direction: 'ltr', comma: ', ' },
  ar: { name: 'العربية', locale: 'ar-u-nu-latn', direction: 'rtl', comma: '، ' },
}

/** What belongs to a language; English’s for one that there is not. */
export function traitsOf(language: string): LanguageTraits {
  return TRAITS[LANGUAGES.find((known) => known === language) ?? 'en']
}

/** The first of the wanted languages (as browsers name them: "de-AT") that the desk has; English where it has none. */
export function bestLanguage(wanted: readonly string[]): Language {
  const known = wanted.map((tag) =>
    LANGUAGES.find((language) => language === tag.split('-')[0]?.toLowerCase()),
  )
  return known.find((language) => language !== undefined) ?? 'en'
}
