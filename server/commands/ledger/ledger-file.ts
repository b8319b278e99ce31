import { z } from 'zod'
import { ALL_WAYS, ENTRY_KINDS, type EntryWords } from '../../protocol/ledger.ts'
import { HubError } from '../../protocol/errors.ts'
import type { MembersFile } from '../members/file/file-rows.ts'
import { readTable, type TablePiece } from '../members/file/own-table.ts'

/** An entry of a ledger, as an export has it. */
export interface FileEntry {
  line: number
  number: number
  at: number
  day: string
  kind: (typeof ENTRY_KINDS)[number]
  cents: number
  way: (typeof ALL_WAYS)[number] | null
  memberId: string
  /** The number of the entry that it takes back. */
  reverses: number | null
  words: EntryWords
}

const whole = z
  .string()
  .regex(/^-?\d{1,12}$/, { error: 'must be a whole number.' })
  .transform(Number)
const orNull = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), shape])
const text = z.string().max(2_000, { error: 'may have at most 2000 characters.' })

const entryShape = z.object({
  number: whole,
  at: z.iso
    .datetime({ error: 'must be a time such as 2026-11-23T10:00:00Z.' })
    .transform((time) => Date.parse(time)),
  business_day: z.iso.date({ error: 'must be a day such as 2026-11-23.' }),
  kind: z.enum(ENTRY_KINDS, { error: `must be one of ${ENTRY_KINDS.join(', ')}.` }),
  cents: whole,
  way: orNull(z.enum(ALL_WAYS, { error: `must be empty, or one of ${ALL_WAYS.join(', ')}.` })),
  member_id: z.guid({ error: 'must be a UUID.' }).toLowerCase(),
  staff: text,
  desk: text,
  reverses: orNull(whole),
  plan: text,
  from: text,
  until: text,
  visits: orNull(whole),
  reason: text,
})

/** Reads the ledger of an export in pieces. Throws a HubError at the first bad row. */
export async function* readLedger(file: MembersFile): AsyncGenerator<TablePiece<FileEntry>> {
  const shapeFor = (header: readonly string[]) => {
    const missing = Object.keys(entryShape.shape).find((name) => !header.includes(name))
    if (missing === undefined) return entryShape
    throw new HubError(
      'invalid_message',
      `ledger.csv: the column "${missing}" is missing. Take it as it was exported.`,
    )
  }
  for await (const { rows, readShare } of readTable(file, shapeFor)) {
    yield { rows: rows.map(entryOf), readShare }
  }
}

function entryOf({
  line,
  number,
  at,
  kind,
  cents,
  way,
  reverses,
  ...row
}: z.output<typeof entryShape> & { line: number }): FileEntry {
  const { plan, from, until, visits, reason, staff, desk } = row
  return {
    ...{ line, number, at, day: row.business_day, kind, cents, way, memberId: row.member_id, reverses },
    words: {
      ...(plan !== '' && { plan }),
      ...(from !== '' && { from }),
      ...(until !== '' && { until }),
      ...(visits !== null && { visits }),
      ...(reason !== '' && { reason }),
      // Whoever imports did not take the money: the file says who did.
      ...{ staff: staff === '' ? null : staff, desk: desk === '' ? null : desk },
    },
  }
}
