import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { isoTime } from '../../../domain/iso-time.ts'
import { sourceId, sourceVisitId } from '../../../platform/source-id.ts'
import { HubError } from '../../../protocol/errors.ts'
import type { VisitsTable } from '../../../store/tables/visits.ts'
import { guarded } from '../../members/file/cells.ts'
import type { MembersFile } from '../../members/file/file-rows.ts'
import { readTable, type TablePiece } from '../../members/file/own-table.ts'

/** A visit that has ended, as a file has it. */
export interface PastVisit {
  line: number
  id: string
  /** Whose it is: the ids that they may have here, the likeliest first. */
  memberIds: string[]
  checkInAt: number
  checkOutAt: number
  location: string
  notes: string
  checkOutNotes: string | null
  closedBy: 'person' | 'auto'
}

const instant = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-11-23T10:00:00Z.' })
  .transform((text) => Date.parse(text))
const text = z.string().max(2_000, { error: 'may have at most 2000 characters.' }).default('')
const uuid = z.guid({ error: 'must be a UUID.' }).toLowerCase()

const COLUMNS = [
  ...[
    'id',
    'member_id',
    'check_in_time',
    'check_out_time',
    'location',
    'notes',
    'check_out_notes',
    'closed_by',
  ],
]

/** As an export writes them. */
const ourShape = z.object({
  id: uuid,
  member_id: uuid,
  check_in_time: instant,
  check_out_time: instant,
  location: text,
  notes: text,
  check_out_notes: text,
  closed_by: z.enum(['person', 'auto'], { error: 'must be person or auto.' }),
})

/** As AV Gym gives them; a visit that nobody has ended there ends when it began. */
const theirShape = z.object({
  id: text,
  'member.id': z.string().min(1, { error: 'is empty. A visit is of a member.' }).max(100),
  check_in_time: instant,
  check_out_time: z.union([z.literal('').transform(() => null), instant]).default(null),
  location: text,
  notes: text,
})

/** Reads visits of the past in pieces: an export of ours, or AV Gym's list of check-ins. Throws a HubError at the first bad row. */
export async function* readVisits(file: MembersFile): AsyncGenerator<TablePiece<PastVisit>> {
  let isTheirs = false
  const shapeFor = (header: readonly string[]) => {
    isTheirs = header.includes('member.id')
    if (isTheirs || header.includes('member_id')) return isTheirs ? theirShape : ourShape
    throw new HubError(
      'invalid_message',
      `The file has no visits. Take an export of visits (its columns are ${COLUMNS.join(', ')}), or AV Gym's list of check-ins as JSON.`,
    )
  }
  for await (const { rows, readShare } of readTable(file, shapeFor)) {
    yield { rows: rows.map((row) => ('member_id' in row ? ourVisit(row) : theirVisit(row))), readShare }
  }
}

function ourVisit(row: z.output<typeof ourShape> & { line: number }): PastVisit {
  return {
    ...{ line: row.line, id: row.id, memberIds: [row.member_id] },
    ...ends(row.line, row.check_in_time, row.check_out_time),
    ...{ location: row.location, notes: row.notes, closedBy: row.closed_by },
    checkOutNotes: row.check_out_notes === '' ? null : row.check_out_notes,
  }
}

/** AV Gym's numbers are those of its members' files; an id of our own stands in a list that one of our hubs gave. */
function theirVisit(row: z.output<typeof theirShape> & { line: number }): PastVisit {
  const number = row['member.id']
  const own = uuid.safeParse(number)
  const checkIn = row.check_in_time
  return {
    line: row.line,
    id: sourceVisitId(AV_GYM, `${number}\n${checkIn}`, checkIn),
    memberIds: [sourceId(AV_GYM, number), ...(own.success ? [own.data] : [])],
    ...ends(row.line, checkIn, row.check_out_time ?? checkIn),
    ...{ location: row.location, notes: row.notes, checkOutNotes: null },
    closedBy: row.check_out_time === null ? 'auto' : 'person',
  }
}

/** The product's name in the ids of its members (`recognise/sources`). */
const AV_GYM = 'av-gym'

function ends(line: number, checkInAt: number, checkOutAt: number) {
  if (checkOutAt >= checkInAt) return { checkInAt, checkOutAt }
  throw new HubError('invalid_message', `Line ${line}: check_out_time is before the check-in. Mend it.`, {
    line,
  })
}

/** Visits as CSV, without the names of the columns. */
export function visitsCsv(visits: readonly VisitsTable[]): string {
  return stringify(visits.map(cellsOf), { columns: COLUMNS })
}

export const VISITS_HEADER = `${COLUMNS.join(',')}\n`

function cellsOf(visit: VisitsTable): Record<string, unknown> {
  const cells = {
    ...{ id: visit.id, member_id: visit.member_id, location: visit.location, notes: visit.notes },
    check_in_time: isoTime(visit.check_in_at),
    check_out_time: visit.check_out_at === null ? '' : isoTime(visit.check_out_at),
    check_out_notes: visit.check_out_notes ?? '',
    closed_by: visit.closed_by,
  }
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [name, typeof cell === 'string' ? guarded(cell) : cell]),
  )
}
