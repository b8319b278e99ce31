import type { NewPlanOfFile } from '../../../../protocol/import-mapping.ts'
import { headerWords } from '../values/header-key.ts'
import { readCents } from '../values/money.ts'

/** What a plan's name says of it: "Gold 12 months – 49 €", "10er-Karte", "Jahresabo". What it does not say is left open. */

const DAY = /^(?:days?|tage?s?|jours?|dias?|giorn[oi]|dag(?:en)?|dni|يوم|ايام)$/
const WEEK = /^(?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken?|اسبوع)$/
const MONTH = /^(?:months?|mths?|mon|monate?|mois|mes|meses|mes[ei]|maand(?:en)?|miesiac\w*|mies|شهر|اشهر)$/
const YEAR = /^(?:years?|yrs?|jahre?|ans?|annees?|anos?|ann[oi]|jaar|rok|lat|سنة)$/
const VISIT =
  /^(?:visits?|entries|entry|besuche?|eintritte?|entrees?|visitas?|entradas?|sessions?|classes|beurten|x|er)$/

/** Words that say a length by themselves. */
const LENGTHS: readonly (readonly [RegExp, NewPlanOfFile['duration']])[] = [
  [/^(?:daypass|tageskarte|dayticket)$/, { unit: 'days', count: 1 }],
  [/^(?:monthly|monats\w*|mensuel\w*|mensual|mensal|mensile|شهري)$/, { unit: 'months', count: 1 }],
  [/^(?:quarterly|quartal\w*|trimestr\w*)$/, { unit: 'months', count: 3 }],
  [/^(?:annual|yearly|jahres\w*|annuel\w*|anual|annuale|سنوي)$/, { unit: 'months', count: 12 }],
]

const MONTHS_A_YEAR = 12
const DAYS_A_WEEK = 7

/** A sum with its currency before or behind it: a bare number is something else. */
const PRICE =
  /(?:[\p{Sc}]|\b(?:EUR|USD|GBP|CHF)\b)\s*\d[\d.,]*|\d[\d.,]*\s*(?:[\p{Sc}]|\b(?:EUR|USD|GBP|CHF|kr|zł)\b)/u

/** Guesses what a new plan of this name would be. */
export function planTermsOf(name: string): NewPlanOfFile {
  const price = PRICE.exec(name)?.[0]
  const words = headerWords(name.replace(price ?? '', ' ').replace(/(\d)(\p{L})/gu, '$1 $2'))
  const counts = words.flatMap((word, at) =>
    /^\d{1,3}$/.test(word) ? [[Number(word), words[at + 1] ?? ''] as const] : [],
  )
  const visits = counts.find(([count, unit]) => count > 0 && VISIT.test(unit))?.[0] ?? null
  return {
    name: name.slice(0, 100),
    duration: durationIn(words, counts),
    visits,
    price_cents: price === undefined ? null : readCents(price, null),
  }
}

function durationIn(
  words: readonly string[],
  counts: readonly (readonly [number, string])[],
): NewPlanOfFile['duration'] {
  for (const [count, unit] of counts) {
    if (count === 0) continue
    if (DAY.test(unit)) return { unit: 'days', count }
    if (WEEK.test(unit)) return { unit: 'days', count: count * DAYS_A_WEEK }
    if (MONTH.test(unit) && count <= 120) return { unit: 'months', count }
    if (YEAR.test(unit) && count <= 10) return { unit: 'months', count: count * MONTHS_A_YEAR }
  }
  const said = LENGTHS.find(
    ([length]) => words.some((word) => length.test(word)) || length.test(words.join('')),
  )
  return said?.[1] ?? { unit: 'endless' }
}
