import type { ImportField, LeftOutReason } from '../../../../protocol/import-mapping.ts'
import { headerKey, headerWords } from '../values/header-key.ts'
import { ADDS_NOTHING, FIELD_NAMES, OF_THE_MEMBER } from './header-names.ts'
import { leftOutBy } from './left-out.ts'
import { namedByParts } from './named-by-part.ts'

/** What the name of a column says. */
export type NamedAs =
  | {
      field: ImportField
      certainty: 'sure' | 'likely'
      /** Of two columns with names of one field, the name of the lower rank is it more. */
      rank: number
      /** What it may be instead, where the cells are not of this field. */
      others?: readonly ImportField[]
    }
  | { reason: LeftOutReason }
  | null

const FIELDS = Object.entries(FIELD_NAMES) as [ImportField, (typeof FIELD_NAMES)[ImportField]][]
const SURE = byKey('sure')
const LIKELY = byKey('likely')

interface Named {
  field: ImportField
  rank: number
}

function byKey(certainty: 'sure' | 'likely'): ReadonlyMap<string, Named> {
  return new Map(
    FIELDS.flatMap(([field, names]) =>
      names[certainty].map((name, rank) => [headerKey(name), { field, rank }] as const),
    ),
  )
}

/** The rank of a name that stands in no list: after all that do. */
const BY_PART = 1_000

/** What a column is by its name alone, without what stands in it or beside it. */
export function namedAs(header: string): NamedAs {
  const words = headerWords(header)
  const keys = keysOf(words)
  const sure = find(SURE, keys)
  if (sure) return { ...sure, certainty: 'sure' }
  // "Past Due Amount" and "Membership Begin Date" are what they are without the last word.
  const plain = keysOf(words.filter((word) => !ADDS_NOTHING.has(word)))
  const nearlySure = find(SURE, plain)
  if (nearlySure) return { ...nearlySure, certainty: 'likely' }
  const reason = leftOutBy(words)
  if (reason) return { reason }
  const likely = find(LIKELY, keys) ?? find(LIKELY, plain)
  if (likely) return { ...likely, certainty: 'likely' }
  const [field, ...others] = [shortened(header), ...namedByParts(words.join(''))].filter(
    (one) => one !== null,
  )
  return field === undefined ? null : { field, certainty: 'likely', rank: BY_PART, others }
}

/** Characters of a name with which it can be told from others. */
const SHORTEST = 3

/** "Bem.", "Geb.datum", "Home Ph": the field whose names begin with it; null where several fields have such names. */
function shortened(header: string): ImportField | null {
  const key = headerKey(header)
  const isMarked = header.trim().endsWith('.')
  if (key.length < SHORTEST || (!isMarked && key.length < 2 * SHORTEST)) return null
  const fields = FIELDS.filter(([, { sure, likely }]) =>
    (isMarked ? [...sure, ...likely] : sure).some((name) => name.startsWith(key)),
  )
  return fields.length === 1 ? (fields[0]?.[0] ?? null) : null
}

/** True for a name that any product may give to several things: only what is beside it tells. */
export function isGenericName(header: string): boolean {
  const key = keysOf(headerWords(header)).at(-1) ?? ''
  return ['name', 'nom', 'nombre', 'nome', 'naam', 'navn', 'namn'].includes(key)
}

function find(table: ReadonlyMap<string, Named>, keys: readonly string[]): Named | undefined {
  return keys.map((key) => table.get(key)).find((named) => named !== undefined)
}

/** The whole name, then without the words before it that say that it is the member's. */
function keysOf(words: readonly string[]): string[] {
  if (words.length === 0) return []
  const own = words.findIndex((word) => !OF_THE_MEMBER.has(word))
  return own <= 0 ? [words.join('')] : [words.join(''), words.slice(own).join('')]
}
