import type { z } from 'zod'
import { normaliseCode } from '../../../domain/credential-code.ts'
import { IMPORT_REFUSALS } from '../../../protocol/import-refusals.ts'
import { isPlaceholder, isShortened } from './cells.ts'

/** Cards of one member stand in one cell, blanks between them. */
export const CODE_SEPARATOR = ' '

/** Cards of one member: more are a column that went astray. */
const MAX_CARDS = 20

type Context = Pick<z.RefinementCtx, 'addIssue'>

/** The codes of a cell as they are kept, each once; words that stand for nothing are no cards. */
export function cardsOf(cell: string, context: Context): string[] {
  return codesBetween(/[\s;]+/, cell, context)
}

/** The same of an export: a semicolon in a code is part of it. */
export function exportedCardsOf(cell: string, context: Context): string[] {
  return codesBetween(/\s+/, cell, context)
}

function codesBetween(separators: RegExp, cell: string, context: Context): string[] {
  if (isNoCard(cell)) return []
  const said = cell.split(separators).filter((code) => !isNoCard(code))
  if (said.some(isShortened)) context.addIssue(IMPORT_REFUSALS.shortened)
  const codes = new Set(said.map(normaliseCode).filter((code) => code !== ''))
  if (codes.size > MAX_CARDS) {
    context.addIssue(`may have at most ${MAX_CARDS} cards. Is it the right column?`)
  }
  return [...codes]
}

/** A zero is what databases keep where there is no card. */
function isNoCard(said: string): boolean {
  return isPlaceholder(said) || /^0+$/.test(said)
}
