import { withoutAim } from '../../../domain/credential-code.ts'
import { LinesByText } from './lines-by-text.ts'
import { refusedAt, sharedBy } from './refusal.ts'
import type { AlikeCards, MemberFileRow } from './row-shape.ts'

/** Cards of one file: with each its line is remembered, to find the ones that two people have. */
const MAX_CARDS_IN_FILE = 1_500_000

/** What the rows of a file before this one have. */
export interface Seen {
  /** The line of each card and each id so far. */
  cards: LinesByText
  /** The cards with an AIM id, by the code behind it. */
  aimed: Map<string, { code: string; line: number }>
  ids: LinesByText
}

export function nobodySeen(): Seen {
  return { cards: new LinesByText(), aimed: new Map(), ids: new LinesByText() }
}

/** The same row, if no row before it is about the same member: two rows of a file are never one person. */
export function onceInFile(row: MemberFileRow, seen: Seen): MemberFileRow {
  const id = row.id ?? row.sourceId
  if (id) remember(seen.ids, id, row, 'id')
  const alike: AlikeCards[] = []
  for (const code of row.credentials ?? []) {
    remember(seen.cards, code, row, 'credentials')
    alike.push(...alikeOf(code, row, seen))
  }
  if (seen.cards.size > MAX_CARDS_IN_FILE) {
    throw refusedAt(
      row.line,
      'credentials',
      `may have at most ${MAX_CARDS_IN_FILE} cards in all. Split the file.`,
    )
  }
  return alike.length === 0 ? row : { ...row, alike }
}

/** The cards of the rows before it that differ from this one by an AIM id alone. */
function alikeOf(code: string, { line }: MemberFileRow, { cards, aimed }: Seen): AlikeCards[] {
  const bare = withoutAim(code)
  const before = [aimed.get(bare), { code: bare, line: cards.get(bare) ?? line }]
  if (bare !== code) aimed.set(bare, { code, line })
  return before.flatMap((other) =>
    other && other.line !== line ? [{ code, other: other.code, line: other.line }] : [],
  )
}

function remember(
  seen: LinesByText,
  key: string,
  { line }: MemberFileRow,
  column: 'id' | 'credentials',
): void {
  const before = seen.get(key)
  if (before !== undefined) throw sharedBy(line, column, before)
  seen.set(key, line)
}
