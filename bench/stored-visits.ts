import Sqlite from 'better-sqlite3'
import type { Faults } from './load/job.ts'
import type { Acknowledged } from './load/turnstile.ts'

export interface VisitRow {
  id: string
  member_id: string
  check_out_at: number | null
}

/** Members with an open visit, of a server that has stopped. */
export function listInside(file: string): Set<string> {
  const open = readVisits(file).filter(({ check_out_at }) => check_out_at === null)
  return new Set(open.map(({ member_id }) => member_id))
}

/** Ids of all visits, of a server that has stopped. */
export function listVisitIds(file: string): Set<string> {
  return new Set(readVisits(file).map(({ id }) => id))
}

/**
 * Compares what a server acknowledged with what its database holds after it has stopped. Lost is an acknowledged
 * check-in or check-out that is not there as it was said; doubled is a visit that nobody was told was made.
 */
export function compareWithStore(file: string, before: ReadonlySet<string>, said: Acknowledged): Faults {
  return compareVisits(readVisits(file), before, said)
}

/** The same of the visits that some database holds. */
export function compareVisits(
  visits: readonly VisitRow[],
  before: ReadonlySet<string>,
  said: Acknowledged,
): Faults {
  const made = visits.filter(({ id }) => !before.has(id))
  const stored = new Map(made.map((visit) => [visit.id, visit]))
  const lostIns = said.checkIns.filter(({ visitId, memberId }) => stored.get(visitId)?.member_id !== memberId)
  const lostOuts = said.checkOuts.filter((visitId) => (stored.get(visitId)?.check_out_at ?? null) === null)
  const acknowledged = new Set(said.checkIns.map(({ visitId }) => visitId))
  const doubled = made.filter(({ id }) => !acknowledged.has(id))
  return { lost: lostIns.length + lostOuts.length, doubled: doubled.length }
}

function readVisits(file: string): VisitRow[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    return database.prepare<[], VisitRow>('select id, member_id, check_out_at from visits').all()
  } finally {
    database.close()
  }
}
