import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { normaliseCode } from '../../domain/credential-code.ts'
import { HubError } from '../../protocol/errors.ts'
import type { Db, MembersTable } from '../../store/database.ts'
import { listMembersAfter } from '../../store/lists.ts'
import { listNotesOfAll, type NoteRow } from '../../store/member-notes.ts'
import { levelOf } from './member-notes.ts'
import { statusOf, type PlanDay } from '../reports/av-gym-lists.ts'

/** Members as a file: the columns of an export, which an import takes back. */

const day = z.iso.date({ error: 'must be a day such as 2026-11-23' })
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, { error: 'must be a whole number' })
  .transform(Number)
const flag = z
  .enum(['0', '1', 'true', 'false', ''], { error: 'must be 0 or 1' })
  .transform((sent) => sent === '1' || sent === 'true')
const emptyAsNull = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), shape])
const text = (max: number) => z.string().max(max, { error: `may have at most ${max} characters` })

/** A row of the file. A column that is missing is left as it is, or empty in a new member. */
const rowShape = z.strictObject({
  id: emptyAsNull(z.guid({ error: 'must be a UUID' }).toLowerCase()).optional(),
  full_name: text(200).min(1, { error: 'must not be empty' }),
  membership_type: text(100).optional(),
  /** Follows from the plan; an import ignores it. */
  status: z.string().optional(),
  valid_from: emptyAsNull(day).optional(),
  valid_until: emptyAsNull(day).optional(),
  visits_left: emptyAsNull(wholeNumber).optional(),
  credentials: z.string().optional(),
  phone: text(50).optional(),
  email: text(200).optional(),
  birthday: emptyAsNull(
    z.string().regex(/^\d\d-\d\d$/, { error: 'must be a month and a day such as 11-23' }),
  ).optional(),
  frozen_from: emptyAsNull(day).optional(),
  frozen_until: emptyAsNull(day).optional(),
  suspended: flag.optional(),
  debt_cents: emptyAsNull(wholeNumber).optional(),
  debt_since: emptyAsNull(day).optional(),
  /** The note that asks the most; there may be others, which are not in the file. */
  note: text(2_000).optional(),
  note_must_be_read: flag.optional(),
})

export type MemberFileRow = z.output<typeof rowShape> & { line: number }

/** Cards of one member stand in one cell, blanks between them. */
const CODE_SEPARATOR = ' '

/** Signs that make a spreadsheet take a cell for a formula; an export puts an apostrophe before them. */
const GUARDED_FORMULA = /^'(?=[=+\-@\t\r])/

/** Reads a members file whole. Throws at its first bad line, with the line and what is wrong; nothing is changed. */
export async function readMembersFile(
  content: string | AsyncIterable<string | Buffer>,
): Promise<MemberFileRow[]> {
  const rows: MemberFileRow[] = []
  const parser = parse({ columns: checkedColumns, bom: true, trim: true, info: true, skip_empty_lines: true })
  const source = typeof content === 'string' ? [content] : content
  const feeding = feed(parser, source)
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: object
      info: { lines: number }
    }>) {
      rows.push(readRow(record, info.lines))
    }
    await feeding
  } catch (error) {
    parser.destroy()
    await feeding.catch(() => undefined)
    throw error instanceof HubError ? error : badFile(error)
  }
  return rows
}

async function feed(
  parser: ReturnType<typeof parse>,
  source: Iterable<string> | AsyncIterable<string | Buffer>,
) {
  for await (const chunk of source) {
    if (parser.destroyed) return
    parser.write(chunk)
  }
  parser.end()
}

function checkedColumns(header: string[]): string[] {
  const known = Object.keys(rowShape.shape)
  const unknown = header.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new HubError(
      'invalid_message',
      `Line 1: "${unknown}" is not a known column. The columns are: ${known.join(', ')}.`,
    )
  }
  if (!header.includes('full_name'))
    throw new HubError('invalid_message', 'Line 1: the column "full_name" is missing.')
  return header
}

function readRow(record: object, line: number): MemberFileRow {
  const cells = Object.entries(record as Record<string, string>)
  const meant = Object.fromEntries(cells.map(([name, cell]) => [name, cell.replace(GUARDED_FORMULA, '')]))
  const row = rowShape.safeParse(meant)
  if (row.success) return { ...row.data, line }
  const issue = row.error.issues[0]
  const message = issue?.code === 'invalid_union' ? issue.errors.flat().at(-1)?.message : issue?.message
  throw new HubError(
    'invalid_message',
    `Line ${line}: ${issue?.path.join('.') ?? 'the row'} ${message ?? 'is wrong'}.`,
  )
}

function badFile(error: unknown): HubError {
  const reason = error instanceof Error ? error.message : 'it is damaged'
  return new HubError('invalid_message', `The file cannot be read as CSV: ${reason}.`)
}

/** The codes of a row as they are kept, each once. */
export function codesOf(row: MemberFileRow): string[] {
  const codes = (row.credentials ?? '').split(/[\s;]+/).map(normaliseCode)
  return [...new Set(codes.filter((code) => code !== ''))]
}

/** Members read at a time for an export. */
const EXPORT_PAGE = 2_000

const EXPORT_COLUMNS = Object.keys(rowShape.shape)

/** Writes all members out in pieces: CSV with a header, or one JSON array. */
export async function* exportMembers(db: Db, format: 'csv' | 'json', day: PlanDay): AsyncGenerator<string> {
  yield format === 'csv' ? `${EXPORT_COLUMNS.join(',')}\n` : '['
  let after = ''
  for (;;) {
    const page = await listMembersAfter(db, after, EXPORT_PAGE)
    const notes = await listNotesOfAll(
      db,
      page.map(({ id }) => id),
      day.today,
    )
    const rows = page.map((member) => exportRow(member, notes.get(member.id)?.[0], day))
    const isFirst = after === ''
    if (rows.length > 0) yield format === 'csv' ? csvOf(rows) : jsonOf(rows, isFirst)
    after = page.at(-1)?.id ?? after
    if (page.length < EXPORT_PAGE) break
  }
  if (format === 'json') yield ']\n'
}

function exportRow(member: MembersTable & { codes: string[] }, note: NoteRow | undefined, day: PlanDay) {
  return {
    id: member.id,
    full_name: member.full_name,
    membership_type: member.membership_type,
    status: statusOf(member, day),
    valid_from: member.valid_from,
    valid_until: member.valid_until,
    visits_left: member.visits_left,
    credentials: member.codes,
    phone: member.phone,
    email: member.email,
    birthday: member.birthday,
    frozen_from: member.frozen_from,
    frozen_until: member.frozen_until,
    suspended: member.suspended,
    debt_cents: member.debt_cents,
    debt_since: member.debt_since,
    note: note?.text ?? '',
    note_must_be_read: note !== undefined && levelOf(note.alert) === 'must_read' ? 1 : 0,
  }
}

function csvOf(rows: ReturnType<typeof exportRow>[]): string {
  const lines = rows.map((row) => ({ ...row, credentials: row.credentials.join(CODE_SEPARATOR) }))
  return stringify(lines, { columns: EXPORT_COLUMNS, escape_formulas: true })
}

function jsonOf(rows: object[], isFirst: boolean): string {
  return `${isFirst ? '' : ','}${rows.map((row) => JSON.stringify(row)).join(',\n')}`
}
