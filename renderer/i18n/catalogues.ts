import en from './en.json' with { type: 'json' }
import type { Language } from './languages.ts'

/** The texts of one language: groups of groups, at their ends sentences. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}

/** English is part of the page: it is there before anything is loaded, and where something could not be. */
export const ENGLISH: Catalogue = en

type Load = () => Promise<{ default: Catalogue }>

const OTHERS: Readonly<Record<Exclude<Language, 'en'>, Load>> = {
  es: () => import('./es.json', { with: { type: 'json' } }),
  de: () => import('./de.json', { with: { type: 'json' } }),
  fr: () => import('./fr.json', { with: { type: 'json' } }),
  ar: () => import('./ar.json', { with: { type: 'json' } }),
}

/** The texts of a language; rejects where its file cannot be had. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return language === 'en' ? ENGLISH : (await OTHERS[language]()).default
}
