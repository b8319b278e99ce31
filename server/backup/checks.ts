import type { BusinessDay } from '../domain/business-day.ts'
import { HubError } from '../protocol/errors.ts'
import { sha256 } from '../platform/sha256.ts'
import { damageIn } from './damage.ts'
import { findAuditBreak } from '../store/audit-log.ts'
import type { Db } from '../store/database.ts'
import {
  countMembers,
  countStrayClosings,
  findBrokenReferences,
  findFirstGap,
  readEventRange,
  readOccupancy,
  recountDay,
} from '../store/integrity.ts'
import { openReadOnly } from '../store/open-copy.ts'
import { countEntries, listUnexplainedDebts } from '../store/ledger.ts'
import { findForeignSchema } from '../store/own-schema.ts'
import { findState, readDay } from '../store/state.ts'
import { isOutdated } from '../store/store.ts'

/** What a check looks at: one moment of the database, and the gym's day. */
interface CheckSubject {
  db: Db
  /** The database's own; empty for one on a server, of which nothing is asked that needs it. */
  file: string
  /** Null where the gym's clock is not known: then no day is counted. */
  day: BusinessDay | null
}

/** One thing that must hold. `find` gives a sentence for each place where it does not. */
interface Check {
  name: string
  /** True for what a server sees to by itself: its pages, its references, and that nobody makes tables there who may not. */
  isOfFile?: true
  find: (subject: CheckSubject) => Promise<string[]>
}

/** Everything that `hub check` looks at, in this order. */
const CHECKS: readonly Check[] = [
  { name: 'the schema', isOfFile: true, find: ({ db }) => findForeignSchema(db, sha256) },
  { name: 'pages and indexes', isOfFile: true, find: ({ file }) => damageIn(file) },
  { name: 'references', isOfFile: true, find: brokenReferences },
  { name: 'the history', find: gaps },
  { name: 'the audit log', find: auditBreak },
  { name: 'who is inside', find: wrongOccupancy },
  { name: 'today’s counts', find: wrongCounts },
  { name: 'the ledger', find: wrongDebts },
]

/** Sentences at most from one check: a damaged file can have one a page. */
const MAX_FINDINGS = 20

const OUTDATED =
  'The data was written by an older version. Start the hub once to bring it up to date, then check.'

export interface CheckReport {
  /** One sentence for each thing that is wrong. */
  findings: string[]
  members: number
  seq: number
}

/** Looks at a whole database, beside whoever writes it, as it is at one moment; changes nothing. */
export async function checkDatabase(asked: {
  database: string
  day: BusinessDay | null
}): Promise<CheckReport> {
  return reportOf(async (report) => {
    const reader = openReadOnly(asked.database)
    try {
      if (await isOutdated(reader.db)) throw new HubError('invalid_message', OUTDATED)
      await reader.db
        .transaction()
        .execute((db) => checkMoment(CHECKS, { db, file: asked.database, day: asked.day }, report))
    } finally {
      await reader.close()
    }
  })
}

/** The same of a database on a server, but for what that sees to by itself. */
export async function checkOnServer(db: Db, day: BusinessDay | null): Promise<CheckReport> {
  const checks = CHECKS.filter(({ isOfFile }) => isOfFile !== true)
  return reportOf(async (report) => {
    const moment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    await moment.execute((tx) => checkMoment(checks, { db: tx, file: '', day }, report))
  })
}

async function reportOf(check: (report: CheckReport) => Promise<void>): Promise<CheckReport> {
  const report: CheckReport = { findings: [], members: 0, seq: 0 }
  try {
    await check(report)
  } catch (error) {
    if (error instanceof HubError) throw error
    report.findings.push(`The database cannot be read: ${messageOf(error).replace(/\.$/, '')}.`)
  }
  return report
}

async function checkMoment(
  checks: readonly Check[],
  subject: CheckSubject,
  report: CheckReport,
): Promise<void> {
  for (const { name, find } of checks) {
    const found = await find(subject).catch((error: unknown) => [`cannot be read (${messageOf(error)})`])
    report.findings.push(...found.slice(0, MAX_FINDINGS).map((sentence) => `${name}: ${sentence}`))
  }
  report.seq = (await findState(subject.db))?.seq ?? 0
  report.members = await countMembers(subject.db)
}

async function brokenReferences({ db }: CheckSubject): Promise<string[]> {
  const broken = await findBrokenReferences(db)
  return broken.map(
    ({ table, parent, count }) => `${count} rows of ${table} refer to ${parent} that are not there`,
  )
}

async function gaps({ db }: CheckSubject): Promise<string[]> {
  const { first, last, count } = await readEventRange(db)
  const state = await findState(db)
  const found: string[] = []
  if (count > 0 && last - first + 1 !== count) {
    found.push(`event ${await findFirstGap(db)} is missing between ${first} and ${last}`)
  }
  if (state === null) found.push('the number of the last event is not stored')
  else if (count > 0 && last !== state.seq) found.push(`the last event is ${last}, stored is ${state.seq}`)
  return found
}

async function auditBreak({ db }: CheckSubject): Promise<string[]> {
  const state = await findState(db)
  const found = state === null ? null : await findAuditBreak(db, state, sha256)
  return found === null ? [] : [found]
}

async function wrongOccupancy({ db }: CheckSubject): Promise<string[]> {
  const { stored, open, unregistered } = await readOccupancy(db)
  const strays = await countStrayClosings(db)
  const found: string[] = []
  if (stored !== open) found.push(`${stored} is stored, ${open} visits are open`)
  if (open + unregistered < 0) found.push(`${open} visits are open, and ${-unregistered} more were not found`)
  if (strays > 0) found.push(`${strays} visits wait for review that the hub did not end`)
  return found
}

async function wrongCounts({ db, day }: CheckSubject): Promise<string[]> {
  if (day === null) return []
  const stored = await readDay(db, day.day)
  const counted = await recountDay(db, day.startsAt, day.endsAt)
  const names = ['checkIns', 'endedStays', 'stayMs'] as const
  return names
    .filter((name) => stored[name] !== counted[name])
    .map((name) => `${name} of ${day.day} is stored as ${stored[name]}, the visits give ${counted[name]}`)
}

async function wrongDebts({ db }: CheckSubject): Promise<string[]> {
  const { count, last } = await countEntries(db)
  const found = (await listUnexplainedDebts(db, MAX_FINDINGS)).map(
    ({ id, owed, entered }) => `member ${id} owes ${owed}, the entries come to ${entered}`,
  )
  return count === last ? found : [`there are ${count} entries, the last number is ${last}`, ...found]
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
