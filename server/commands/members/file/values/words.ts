import type { StatusMeaning } from '../../../../protocol/import-mapping.ts'
import { isPlaceholder } from '../cells.ts'
import { headerKey, listed } from './header-key.ts'

/** Words of other products, by their letters and digits. */

const YES = new Set(listed('yes y true 1 ja j oui o si s sim x wahr vrai on'))
const NO = new Set(listed('no n false 0 nein non nao falsch faux off'))

/** What a yes or no says; null where it is neither. */
export function readYesNo(cell: string): boolean | null {
  const key = headerKey(cell)
  if (YES.has(key)) return true
  return NO.has(key) ? false : null
}

/** Only what nobody doubts: every other word is asked about, and none is taken for "active". */
const STATUS_WORDS: Readonly<Record<StatusMeaning, readonly string[]>> = {
  active: listed(`
    active current live activemember aktiv actif activo activa ativo ativa attivo attiva actief aktywny vigente enregle 활성 نشط ساري فعال
  `),
  suspended: listed(`
    suspended blocked banned inactive cancelled canceled terminated gesperrt inaktiv gekundigt gekuendigt suspendu
    inactif resilie annule bloque suspendido inactivo cancelado bloqueado inativo suspenso sospeso nieaktywny zawieszony opgezegd موقوف ملغي
  `),
  frozen: listed(`
    frozen freeze hold onhold paused pausiert ruhend stillgelegt gele enpause congelado pausado enpausa trancado bevroren مجمد
  `),
  expired: listed(`
    expired lapsed ended completed abgelaufen beendet expire expiree termine expirado vencido caducado scaduto verlopen 만료 منتهي
  `),
  leave_out: listed('lead prospect deleted interessent prospecto geloscht'),
}

const MEANING_BY_WORD = new Map(
  (Object.entries(STATUS_WORDS) as [StatusMeaning, readonly string[]][]).flatMap(([meaning, words]) =>
    words.map((word) => [headerKey(word), meaning] as const),
  ),
)

/** What a word of a status means; null where that is for a person to say. */
export function statusMeaningOf(word: string): StatusMeaning | null {
  return MEANING_BY_WORD.get(headerKey(word)) ?? null
}

/** The form in which words of a status are looked up. */
export function statusWord(cell: string): string {
  return cell.trim().toLowerCase()
}

/** What products write where somebody has no plan. */
const NO_PLAN = new Set(listed('nomembership nomembershipplan noplan nospec keine aucun ninguno nenhum'))

export function isNoPlan(cell: string): boolean {
  return isEmptyWord(cell) || NO_PLAN.has(headerKey(cell))
}

/** True where a cell holds nothing, or a word for that. */
export function isEmptyWord(cell: string): boolean {
  return cell === '' || isPlaceholder(cell) || cell.toLowerCase() === 'nospec'
}

/** A last row that adds up what stands above it. */
const SUM_WORDS = new Set(
  listed('total totals grandtotal sum subtotal summe gesamt gesamtsumme totalgeneral somme suma soma totaal'),
)

export function isSumWord(cell: string): boolean {
  return SUM_WORDS.has(headerKey(cell).replace(/\d+$/, ''))
}
