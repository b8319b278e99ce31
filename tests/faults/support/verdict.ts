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
export async function findFaults(dataFolder: string, ledger: Ledger): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-verdict-'))
  try {
    for (const name of [DATABASE, `${DATABASE}-wal`]) {
      if (existsSync(join(dataFolder, name))) copyFileSync(join(dataFolder, name), join(folder, name))
    }
    const database = new Sqlite(join(folder, DATABASE))
    try {
      const ask: AskRows = (question) =>
        Promise.resolve(database.prepare(question).all() as Record<string, unknown>[])
      return [...damaged(database), ...(await findFaultsOnServer(ask, ledger))]
    } finally {
      database.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Answers a question of a database with its rows. */
export type AskRows = (question: string) => Promise<Record<string, unknown>[]>

/** The same of a database on a server. */
export async function findFaultsOnServer(ask: AskRows, ledger: Ledger): Promise<string[]> {
  return [
    ...(await missing(ask, ledger)),
    ...(await doubled(ask)),
    ...(await broken(ask)),
    ...ledger.contradictions,
  ]
}

/** Acknowledged operations that the database does not have. */
async function missing(ask: AskRows, ledger: Ledger): Promise<string[]> {
  const request = new Map(
    (await ask('select id, answer from requests')).map(({ id, answer }) => [id, answer]),
  )
  const event = new Map(
    (await ask('select seq, visit_id from events')).map((row) => [row['seq'], row['visit_id']]),
  )
  const faults: string[] = []
  for (const [id, { frame, answer }] of ledger.operations) {
    if (!answer) continue
    const remembered = request.get(id)
    if (remembered === undefined) {
      faults.push(`${frame.type} ${id} was acknowledged with ${answer.type} and is not there`)
      continue
    }
    const visit = answer.type === 'scan_result' ? answer.payload.visit : answer.payload
    const { seq } = JSON.parse(remembered as string) as { seq?: number }
    if (!visit?.id || visit.seq === undefined) continue
    if (seq !== visit.seq || event.get(seq) !== visit.id) faults.push(`${id} was told of another event`)
  }
  return faults
}

async function doubled(ask: AskRows): Promise<string[]> {
  const rows = await ask(
    `select visit_id, type, count(*) as times from events where visit_id is not null
     group by visit_id, type having count(*) > 1`,
  )
  return rows.map(
    (row) => `visit ${String(row['visit_id'])} has ${String(row['times'])} times ${String(row['type'])}`,
  )
}

async function broken(ask: AskRows): Promise<string[]> {
  const one = async (question: string): Promise<unknown> => Object.values((await ask(question))[0] ?? {})[0]
  const checks: [name: string, found: string, expected: string][] = [
    ['events', 'select count(*) from events', 'select coalesce(max(seq), 0) from events'],
    ['the head', 'select seq from hub_state', 'select coalesce(max(seq), 0) from events'],
    ['occupancy', 'select occupancy from hub_state', OPEN_VISITS],
    ['check-ins by event', `select count(*) from events where type = 'member_checked_in'`, VISITS],
    ['audit rows', 'select audit_seq from hub_state', 'select count(*) from audit_log'],
  ]
  const faults: string[] = []
  for (const [name, found, expected] of checks) {
    const [is, must] = [await one(found), await one(expected)]
    if (is !== must) faults.push(`${name}: ${String(is)}, not ${String(must)}`)
  }
  return faults
}

/** What SQLite itself finds. */
function damaged(database: Sqlite.Database): string[] {
  const found = [
    database.pragma('integrity_check', { simple: true }),
    ...(database.pragma('foreign_key_check') as []),
  ]
  return found.filter((one) => one !== 'ok').map((one) => `damage: ${JSON.stringify(one)}`)
}

const OPEN_VISITS = 'select count(*) from visits where check_out_at is null'

const VISITS = 'select count(*) from visits'
