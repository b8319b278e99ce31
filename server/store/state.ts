import type { AuditHead } from './audit-log.ts'
import type { Selectable } from 'kysely'
import type { Db, Tx } from './database.ts'
import { requireServed } from './move/mark.ts'
import { HistoryLost } from './storage-errors.ts'
import { prepared, preparedWrite, type NoValues } from './prepared.ts'
import type { HubStateTable } from './tables/events.ts'

/** Where the history and the audit log stand, and how many are inside. */
export interface HubState extends AuditHead {
  epoch: string
  seq: number
  /** Visits that are open. */
  occupancy: number
  /** Heads counted beside them; negative where fewer were counted. */
  unregistered: number
  /** When a headcount last set them, or null. */
  correctedAt: number | null
  /** The time that was believed at the last commit; null where none was kept. */
  trustedAt: number | null
  /** Since when it has gone on unbroken: what is to be remembered for long is not older than it seems. 0 for always. */
  trustedSince: number
}

/** Check-ins of one business day, and the stays that people ended on it. */
export interface DayCounts {
  checkIns: number
  endedStays: number
  stayMs: number
}

const selectState = prepared<NoValues>()((db) => db.selectFrom('hub_state').selectAll())

const selectStateForUpdate = prepared<NoValues>()((db) => db.selectFrom('hub_state').selectAll().forUpdate())

const countOpenVisits = prepared<NoValues>()((db) =>
  db
    .selectFrom('visits')
    .where('check_out_at', 'is', null)
    .select((select) => select.fn.countAll<number>().as('open')),
)

const upsertState = preparedWrite<HubState>()((db, value) => {
  const row = {
    epoch: value('epoch'),
    seq: value('seq'),
    occupancy: value('occupancy'),
    unregistered: value('unregistered'),
    corrected_at: value('correctedAt'),
    audit_seq: value('auditSeq'),
    audit_hash: value('auditHash'),
    trusted_at: value('trustedAt'),
    trusted_since: value('trustedSince'),
  }
  return db
    .insertInto('hub_state')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
})

const selectDay = prepared<{ day: string }>()((db, value) =>
  db.selectFrom('day_stats').selectAll().where('business_day', '=', value('day')),
)

const upsertDay = preparedWrite<DayCounts & { day: string }>()((db, value) => {
  const row = { check_ins: value('checkIns'), ended_stays: value('endedStays'), stay_ms: value('stayMs') }
  return db
    .insertInto('day_stats')
    .values({ business_day: value('day'), ...row })
    .onConflict((conflict) => conflict.column('business_day').doUpdateSet(row))
})

const addToDay = preparedWrite<DayCounts & { day: string }>()((db, value) =>
  db
    .insertInto('day_stats')
    .values({
      business_day: value('day'),
      check_ins: value('checkIns'),
      ended_stays: value('endedStays'),
      stay_ms: value('stayMs'),
    })
    .onConflict((conflict) =>
      conflict.column('business_day').doUpdateSet((day) => ({
        check_ins: day('day_stats.check_ins', '+', value('checkIns')),
        ended_stays: day('day_stats.ended_stays', '+', value('endedStays')),
        stay_ms: day('day_stats.stay_ms', '+', value('stayMs')),
      })),
    ),
)

/** The stored state, or null in a new database. The occupancy is that of the open visits themselves. */
export async function findState(db: Db): Promise<HubState | null> {
  const [row] = await selectState(db, {})
  if (!row) return null
  const [counted] = await countOpenVisits(db, {})
  return { ...stateOf(row), occupancy: counted?.open ?? 0 }
}

const insertFirst = preparedWrite<{ epoch: string; trustedAt: number }>()((db, value) =>
  db
    .insertInto('hub_state')
    .values({ id: 1, epoch: value('epoch'), seq: 0, occupancy: 0, trusted_at: value('trustedAt') })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Begins a history; nothing where there is one already, e.g. of another hub that was started at the same moment. */
export function insertFirstState(tx: Tx, first: { epoch: string; trustedAt: number }): void {
  insertFirst(tx, first)
}

/** The stored state as the last commit left it, or null in a new database. Throws DatabaseGone where the data were moved away. */
export async function readState(db: Db): Promise<HubState | null> {
  const [row] = await selectState(db, {})
  if (row) requireServed(row.epoch)
  return row ? stateOf(row) : null
}

/**
 * Keeps others who write waiting until this transaction ends. Returns the state that they have left where it is not the known one, else
 * null. Throws HistoryLost where it is behind, as a standby that was promoted may be, and DatabaseGone where the data were moved away.
 */
export async function lockState(tx: Tx, known: HubState): Promise<HubState | null> {
  const [row] = await selectStateForUpdate(tx, {})
  if (!row) throw new Error('The database has no history.')
  requireServed(row.epoch)
  if (row.epoch === known.epoch && row.seq < known.seq) {
    throw new HistoryLost()
  }
  const isKnown = row.seq === known.seq && row.audit_seq === known.auditSeq && row.epoch === known.epoch
  return isKnown ? null : stateOf(row)
}

function stateOf(row: Selectable<HubStateTable>): HubState {
  return {
    epoch: row.epoch,
    seq: row.seq,
    occupancy: row.occupancy,
    unregistered: row.unregistered,
    correctedAt: row.corrected_at,
    auditSeq: row.audit_seq,
    auditHash: row.audit_hash,
    trustedAt: row.trusted_at,
    trustedSince: row.trusted_since,
  }
}

export function saveState(tx: Tx, state: HubState): void {
  upsertState(tx, state)
}

/** The next number of an event where this process does not keep them; nobody else writes there. */
export async function nextSeq(tx: Tx): Promise<number> {
  const { seq } = await tx
    .updateTable('hub_state')
    .set((state) => ({ seq: state('seq', '+', 1) }))
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/** The counts of a business day; zeros where nothing happened on it. */
export async function readDay(db: Db, day: string): Promise<DayCounts> {
  const [row] = await selectDay(db, { day })
  return { checkIns: row?.check_ins ?? 0, endedStays: row?.ended_stays ?? 0, stayMs: row?.stay_ms ?? 0 }
}

export function saveDay(tx: Tx, day: string, counts: DayCounts): void {
  upsertDay(tx, { ...counts, day })
}

/** Adds to the counts of a business day that is not today: today's are in memory and saved as a whole. */
export function addDayCounts(tx: Tx, day: string, counts: DayCounts): void {
  addToDay(tx, { ...counts, day })
}
