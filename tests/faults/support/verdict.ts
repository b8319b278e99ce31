import Sqlite from 'better-sqlite3'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ledger } from './ledger.ts'

const DATABASE = 'frontdesk.sqlite'

/**
 * Compares what the desks were told with what the disk has. Works on a copy, so that the hub finds the files as the
 * crash left them. Returns one line a finding.
 */
export function findFaults(dataFolder: string, ledger: Ledger): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-verdict-'))
  try {
    for (const name of [DATABASE, `${DATABASE}-wal`]) {
      if (existsSync(join(dataFolder, name))) copyFileSync(join(dataFolder, name), join(folder, name))
    }
    const database = new Sqlite(join(folder, DATABASE))
    try {
      return [
        ...missing(database, ledger),
        ...doubled(database),
        ...broken(database),
        ...ledger.contradictions,
      ]
    } finally {
      database.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Acknowledged operations that the database does not have. */
function missing(database: Sqlite.Database, ledger: Ledger): string[] {
  const request = database.prepare('select answer from requests where id = ?')
  const event = database.prepare('select type, visit_id from events where seq = ?')
  const faults: string[] = []
  for (const [id, { frame, answer }] of ledger.operations) {
    if (!answer) continue
    const remembered = request.get(id) as { answer: string } | undefined
    if (!remembered) {
      faults.push(`${frame.type} ${id} was acknowledged with ${answer.type} and is not there`)
      continue
    }
    const visit = answer.type === 'scan_result' ? answer.payload.visit : answer.payload
    const { seq } = JSON.parse(remembered.answer) as { seq?: number }
    if (!visit?.id || visit.seq === undefined) continue
    const fact = event.get(seq) as { visit_id: string } | undefined
    if (seq !== visit.seq || fact?.visit_id !== visit.id) faults.push(`${id} was told of another event`)
  }
  return faults
}

function doubled(database: Sqlite.Database): string[] {
  const rows = database
    .prepare(
      `select visit_id, type, count(*) as times from events where visit_id is not null
       group by visit_id, type having times > 1`,
    )
    .all() as { visit_id: string; type: string; times: number }[]
  return rows.map(({ visit_id, type, times }) => `visit ${visit_id} has ${times} times ${type}`)
}

function broken(database: Sqlite.Database): string[] {
  const one = (query: string): unknown => database.prepare(query).pluck().get()
  const checks: [name: string, found: unknown, expected: unknown][] = [
    ['integrity_check', one('pragma integrity_check'), 'ok'],
    ['foreign keys broken', database.pragma('foreign_key_check'), []],
    ['events', one('select count(*) from events'), one('select coalesce(max(seq), 0) from events')],
    ['the head', one('select seq from hub_state'), one('select coalesce(max(seq), 0) from events')],
    ['occupancy', one('select occupancy from hub_state'), one(OPEN_VISITS)],
    ['check-ins by event', one(`select count(*) from events where type = 'member_checked_in'`), one(VISITS)],
    ['audit rows', one('select audit_seq from hub_state'), one('select count(*) from audit_log')],
  ]
  return checks
    .filter(([, found, expected]) => JSON.stringify(found) !== JSON.stringify(expected))
    .map(([name, found, expected]) => `${name}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`)
}

const VISITS = 'select count(*) from visits'
const OPEN_VISITS = 'select count(*) from visits where check_out_at is null'
