import { describe, expect, it } from 'vitest'
import { loadCatalogue, PARTS } from '../../renderer/i18n/catalogues.ts'
import { LANGUAGES, traitsOf } from '../../renderer/i18n/languages.ts'
import { IMPORT_REFUSALS } from '../../server/protocol/import-refusals.ts'
import { baseOf, flatten, textsOf } from '../support/browser/text-keys.ts'

/** Why a row of a file is refused the hub says in English: a page in English has no text of its own for it. */
const english = new Map([
  ...(await textsOf('en')),
  ...Object.entries(IMPORT_REFUSALS).map(([code, text]) => [`files.why.${code}`, text] as const),
])

/** What English has no text of its own for is of no part. */
const isOfPage = (key: string): boolean => !key.startsWith('files.why.')

/** Keys that have a form for each kind of number. */
const plurals = new Set([...english.keys()].filter((key) => key.endsWith('_other')).map(baseOf))

/** Texts that are the same in another language: names, signs, commands, and words that it shares with English. */
const SHARED = new Set([
  ...['product', 'signIn.codeCommand', 'signIn.passwordCommand'],
  ...['memberDisplay.nameChoices.initial'],
  ...['duration.seconds', 'duration.minutes', 'duration.hours', 'duration.hoursMinutes', 'setUp.rawAt'],
])
const SHARED_BY: Readonly<Record<string, readonly string[]>> = {
  es: ['fact.plan', 'screen.textSizes.normal', 'plans.column.name'],
  de: [
    ...['status.offline', 'stage.label', 'staff.name', 'setUp.name', 'screen.textSizes.normal'],
    ...['firstStart.fullName', 'closing.rollCall.sure'],
  ],
  fr: ['photo.title', 'fact.visits', 'ledger.kind.correction', 'memberNotes.level', 'screen.volume'],
}

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort()

/** Signs and what is put in between them are the same in every language. */
const hasWords = (text: string): boolean => /\p{Letter}/u.test(text.replace(/\{\{\w+\}\}/g, ''))

describe.each(LANGUAGES)('the catalogue of %s', async (language) => {
  const texts = language === 'en' ? english : await textsOf(language)
  const forms = new Intl.PluralRules(traitsOf(language).locale).resolvedOptions().pluralCategories

  it('has the keys of English, and a form for each kind of number of its own', () => {
    const wanted = [...english.keys()].flatMap((key) =>
      plurals.has(baseOf(key)) ? forms.map((form) => `${baseOf(key)}_${form}`) : [key],
    )
    expect([...texts.keys()].sort()).toEqual([...new Set(wanted)].sort())
  })

  it.each(PARTS)('has each text in the part where English has it: %s', async (part) => {
    const keysOf = async (each: typeof language): Promise<Set<string>> =>
      new Set([...flatten(await loadCatalogue(each, part)).keys()].map(baseOf).filter(isOfPage))
    expect(await keysOf(language)).toEqual(await keysOf('en'))
  })

  it('puts in what English does; a form for one, two or none may say its number in words', () => {
    for (const [key, text] of texts) {
      const isPlural = plurals.has(baseOf(key))
      const wanted = placeholders(english.get(isPlural ? `${baseOf(key)}_other` : key) ?? '')
      const mayLack = isPlural && /_(?:zero|one|two)$/.test(key) ? 'count' : ''
      const given = placeholders(text)
      expect(given.length === wanted.length ? given : [...given, mayLack].sort(), key).toEqual(wanted)
    }
  })

  it('has no text that is empty, has space at an end or two in a row', () => {
    expect(
      [...texts].filter(([, text]) => text === '' || text.trim() !== text || /\s{2}/.test(text)),
    ).toEqual([])
  })
})

const translated = LANGUAGES.filter((language) => language !== 'en')

describe.each(translated)('the catalogue of %s, a translation,', async (language) => {
  const texts = await textsOf(language)

  it('has no text left in English', () => {
    const shared = new Set([...SHARED, ...(SHARED_BY[language] ?? [])])
    const same = [...texts].filter(
      ([key, text]) => english.get(key) === text && hasWords(text) && !shared.has(baseOf(key)),
    )
    expect(same).toEqual([])
  })
})

describe('the words of a verdict', () => {
  /** At 54 px on a screen of 1280, beside the icon: two lines of the stage, of which the second is half full. */
  const MAX_CHARACTERS = 24

  it.each(LANGUAGES)('are short enough to be read from two metres: %s', async (language) => {
    const words = [...(await textsOf(language))].filter(([key]) => key.startsWith('word.'))
    expect(words.filter(([, word]) => word.length > MAX_CHARACTERS)).toEqual([])
  })
})
