import type { Language } from '../../../renderer/i18n/languages.ts'
import { textsOf } from './text-keys.ts'

/** The desk's texts in a language by their keys; what is put into them at `{{…}}` is left out. */
export type Words = (key: string) => string

export async function wordsOf(language: Language): Promise<Words> {
  const texts = await textsOf(language)
  return (key) => {
    const text = texts.get(key)
    if (text === undefined) throw new Error(`There is no text "${key}".`)
    return text
  }
}
