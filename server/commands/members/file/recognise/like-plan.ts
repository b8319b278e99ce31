import { headerKey, headerWords, listed } from '../values/header-key.ts'

/** Words of a plan's name without which it is the same plan. */
const FILLERS = new Set(
  listed(`
    membership plan pass contract subscription mitgliedschaft tarif abo vertrag abonnement formule forfait abono
    membresia suscripcion tarifa plano abbonamento karte card carte tarjeta the der die das le la el de a per for pro
  `),
)

/** Words that mean the same length. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:months?|mths?|mon|monate?|mois|mes|meses|mesi)$/, 'month'],
  [/^(?:years?|yrs?|jahre?|ans?|annees?|anos?|anni|anno|annual|yearly)$/, 'year'],
  [/^(?:visits?|entries|entry|besuche?|eintritte?|entrees?|visitas?|entradas?|sessions?|x|er)$/, 'visit'],
]

/** The plan of ours that is theirs by its words, whatever their order; undefined where none is, or several are. */
export function likePlan(theirs: string, ours: readonly string[]): string | undefined {
  const exact = ours.find((name) => headerKey(name) === headerKey(theirs))
  if (exact !== undefined) return exact
  const words = wordsOf(theirs)
  const alike = words === '' ? [] : ours.filter((name) => wordsOf(name) === words)
  return alike.length === 1 ? alike[0] : undefined
}

/** What tells a plan from others: "Gold – 12 Months" and "12 month Gold membership" are one. */
function wordsOf(name: string): string {
  const words = headerWords(name.replace(/(\d)(\p{L})/gu, '$1 $2')).filter((word) => !FILLERS.has(word))
  const told = words.map((word) => UNITS.find(([unit]) => unit.test(word))?.[1] ?? word)
  return [...new Set(told)].sort().join(' ')
}
