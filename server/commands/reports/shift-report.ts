import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { businessDayOf } from '../../domain/business-day.ts'
import type { Takings } from '../../protocol/ledger.ts'
import { HubError } from '../../protocol/errors.ts'
import {
  MAX_REPORT_ROWS,
  SHIFT_KINDS,
  type shiftReportParams,
  type ShiftEntry,
  type ShiftKind,
  type ShiftReport,
} from '../../protocol/reports.ts'
import type { Db } from '../../store/database.ts'
import { readTakings } from '../../store/ledger.ts'
import { listShift, type ShiftRow } from '../../store/shift-log.ts'
import { dayOf, type Asker, type QueryContext } from '../visits/rule-context.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { isoTime } from '../../domain/iso-time.ts'

/** What was out of the ordinary in the asker's shift or day, and what was received. Throws `forbidden` for others' where they may not see it. */
export async function shiftReport(
  context: QueryContext & { asker: Asker },
  { whose, since }: z.output<typeof shiftReportParams>,
): Promise<ShiftReport> {
  const { db, now, counters, asker } = context
  if (whose === 'all' && !asker.maySeeOthers)
    throw new HubError('forbidden', 'Your role does not allow this.')
  const today = counters.day.startsAt
  const from = since === 'sign_in' ? ((await asker.signedInAt()) ?? today) : today
  const span = { from, to: now + 1 }
  const staffId = whose === 'own' ? asker.id : null
  const rows = await listShift(db, { ...span, staffId, limit: MAX_REPORT_ROWS + 1 })
  const days = { firstDay: dayOf(context, from), lastDay: counters.day.day }
  const takings = await readTakings(db, { ...span, staffId, ...days })
  const entries = rows.slice(0, MAX_REPORT_ROWS).map(entryOf)
  const isCut = rows.length > MAX_REPORT_ROWS
  return { from: isoTime(from), to: isoTime(now), entries, counts: countsOf(entries), takings, isCut }
}

/** Everybody's report of one business day, YYYY-MM-DD, whole. */
export async function dayReport(
  db: Db,
  settings: GymSettings,
  day: string,
): Promise<{ entries: ShiftEntry[]; takings: Takings }> {
  const { startsAt: from, endsAt: to } = businessDayOf(day, settings.dayRule)
  const span = { from, to, staffId: null }
  const entries = (await listShift(db, { ...span, limit: null })).map(entryOf)
  return { entries, takings: await readTakings(db, { ...span, firstDay: day, lastDay: day }) }
}

const CSV_COLUMNS = [
  ...['at', 'kind', 'staff', 'desk', 'member_id', 'member', 'card_end', 'reason', 'undid'],
  ...['why', 'given_by', 'approved_by', 'until', 'happened_at'],
]

/** A report as a file, an entry a line; times are ISO 8601 in UTC. */
export function shiftCsv(entries: readonly ShiftEntry[]): string {
  const lines = entries.map(({ member, override, codeEnd, happenedAt, ...entry }) => ({
    ...entry,
    member_id: member?.id,
    member: member?.full_name,
    card_end: codeEnd,
    why: override?.reason,
    given_by: override?.by,
    approved_by: override?.approvedBy,
    until: override?.until,
    happened_at: happenedAt,
  }))
  return stringify(lines, { header: true, columns: CSV_COLUMNS, escape_formulas: true })
}

function entryOf(row: ShiftRow): ShiftEntry {
  const { seq, kind, words } = row
  return {
    ...{ seq, kind, at: isoTime(row.at), happenedAt: isoTime(row.happened_at) },
    ...{ staff: row.staff_name, desk: row.desk_name },
    member: memberOf(row),
    codeEnd: row.code_end,
    reason: kind === 'undone' ? null : (row.refusal ?? row.reason),
    undid: kind === 'undone' ? undidOf(row) : null,
    override:
      words === null
        ? null
        : { reason: words, by: row.given_by, approvedBy: row.approved_by, until: row.until_day },
  }
}

function memberOf({ member_id: id, full_name, membership_type }: ShiftRow): ShiftEntry['member'] {
  return id === null ? null : { id, full_name: full_name ?? '', membership_type: membership_type ?? '' }
}

/** An undone check-in is an event of going out, and the other way round. */
function undidOf({ event_type }: ShiftRow): ShiftEntry['undid'] {
  return event_type === 'member_checked_out' ? 'check_in' : 'check_out'
}

function countsOf(entries: readonly ShiftEntry[]): Record<ShiftKind, number> {
  const count = (kind: ShiftKind): number =>
    new Set(entries.filter((entry) => entry.kind === kind).map(({ seq }) => seq)).size
  return Object.fromEntries(SHIFT_KINDS.map((kind) => [kind, count(kind)])) as Record<ShiftKind, number>
}
