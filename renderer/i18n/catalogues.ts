import en from './en.json' with { type: 'json' }
import type { Language } from './languages.ts'

/** The texts of one language: groups of groups, at their ends sentences. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}

/** What a desk loads first asks for the first ones; the others come with the screens that are loaded later. */
export const PARTS = ['first', 'later'] as const

export type Part = (typeof PARTS)[number]

/** English is part of the page: it is there before anything is loaded, and where something could not be. */
export const ENGLISH: Catalogue = en

type Load = () => Promise<{ default: Catalogue }>

const FIRST: Readonly<Record<Exclude<Language, 'en'>, Load>> = {
  es: () => import('./es.json', { with: { type: 'json' } }),
  de: () => import('./de.json', { with: { type: 'json' } }),
  fr: () => import('./fr.json', { with: { type: 'json' } }),
  ar: () => import('./ar.json', { with: { type: 'json' } }),
}

const LATER: Readonly<Record<Language, Load>> = {
  en: () => import('./later/en.json', { with: { type: 'json' } }),
  es: () => import('./later/es.json', { with: { type: 'json' } }),
  de: () => import('./later/de.json', { with: { type: 'json' } }),
  fr: () => import('./later/fr.json', { with: { type: 'json' } }),
  ar: () => import('./later/ar.json', { with: { type: 'json' } }),
}

/** A part of the texts of a language; rejects where its file cannot be had. */
export async function loadCatalogue(language: Language, part: Part): Promise<Catalogue> {
  if (part === 'later') return (await LATER[language]()).default
  return language === 'en' ? ENGLISH : (await FIRST[language]()).default
}
