import { stringify } from 'csv-stringify/sync'
import type { Db } from '../../../store/database.ts'
import { listMembersAfter, type ListedMember } from '../../../store/lists.ts'
import { listNotesOfAll, type NoteRow } from '../../../store/member-notes.ts'
import { statusOf, type PlanDay } from '../../reports/av-gym-lists.ts'
import { guardedCells } from './cells.ts'
import { CODE_SEPARATOR } from './cards.ts'
import { COLUMNS } from './row-shape.ts'
import { valuesOf, versionOf, type Checksum } from './versions.ts'

/** Members read and written in one go: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 100

interface ExportParts {
  db: Db
  day: PlanDay
  checksum: Checksum
  /** Resolves when the hub has done what else waits. */
  nextTurn: () => Promise<void>
}

/** Writes all members out in pieces: CSV with a header, or one JSON array. Whatever else the hub has to do is done between two. */
export async function* exportMembers(parts: ExportParts, format: 'csv' | 'json'): AsyncGenerator<string> {
  yield format === 'csv' ? `${COLUMNS.join(',')}\n` : '['
  let after = ''
  for (;;) {
    await parts.nextTurn()
    const page = await listMembersAfter(parts.db, { after, limit: MEMBERS_AT_ONCE, today: parts.day.today })
    const rows = await exportRows(parts, page)
    const isFirst = after === ''
    if (rows.length > 0) yield format === 'csv' ? csvOf(rows) : jsonOf(rows, isFirst)
    after = page.at(-1)?.id ?? after
    if (page.length < MEMBERS_AT_ONCE) break
  }
  if (format === 'json') yield ']\n'
}

async function exportRows({ db, day, checksum }: ExportParts, page: readonly ListedMember[]) {
  const ids = page.map(({ id }) => id)
  const notes = await listNotesOfAll(db, ids, day.today)
  return page.map((member) => exportRow(member, notes.get(member.id)?.[0], day, checksum))
}

function exportRow(member: ListedMember, note: NoteRow | undefined, day: PlanDay, checksum: Checksum) {
  const values = valuesOf(member, note)
  return {
    id: member.id,
    status: statusOf(member, day),
    credentials: member.codes,
    ...values,
    version: versionOf(values, checksum),
  }
}

type ExportRow = ReturnType<typeof exportRow>

function csvOf(rows: readonly ExportRow[]): string {
  return stringify(rows.map(csvRowOf), { columns: COLUMNS })
}

function csvRowOf(row: ExportRow): Record<string, unknown> {
  return guardedCells({ ...row, credentials: row.credentials.join(CODE_SEPARATOR) })
}

function jsonOf(rows: readonly ExportRow[], isFirst: boolean): string {
  return `${isFirst ? '' : ','}${rows.map((row) => JSON.stringify(inOrder(row))).join(',\n')}`
}

function inOrder(row: ExportRow): Record<string, unknown> {
  return Object.fromEntries(COLUMNS.map((name) => [name, row[name]]))
}
