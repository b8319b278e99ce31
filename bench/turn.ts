import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { adopt, exitOf } from '../scripts/child.ts'
import type { Cores } from './cores.ts'
import type { Job, ReportOf } from './load/job.ts'
import { listVisitIds } from './stored-visits.ts'
import { HAS_GROUPS, startSubject, type RunningSubject } from './subjects/start.ts'
import type { Prepared, Subject } from './subjects/subject.ts'

const LOAD = fileURLToPath(new URL('load/main.ts', import.meta.url))

/** Longer than any job but a soak takes, so that a server that hangs does not hang the bench. */
const LOAD_TIMEOUT_MS = 10 * 60_000

/** Where a turn runs, and how long its load may take. */
interface Where extends Cores {
  patienceMs?: number
}

/** A subject with the data that each of its turns starts with. */
export interface Contestant extends Prepared {
  subject: Subject
  template: string
  /** Ids of the visits in the template. */
  visitsBefore: ReadonlySet<string>
}

/** Makes a subject's data, once. */
export async function prepareContestant(subject: Subject, folder: string): Promise<Contestant> {
  mkdirSync(folder, { recursive: true })
  const prepared = await subject.prepare(folder)
  const visitsBefore = listVisitIds(join(folder, subject.databaseFile))
  return { ...prepared, subject, template: folder, visitsBefore }
}

/**
 * One turn: a fresh process of the server on a fresh copy of its data, one job for the load, and then, with the server
 * stopped, `check` on its database file.
 */
export async function takeTurn<Asked extends Job, Checked>(
  contestant: Contestant,
  cores: Where,
  jobFor: (server: RunningSubject) => Asked,
  check: (report: ReportOf<Asked>, databaseFile: string) => Checked,
): Promise<Checked> {
  const { subject, template } = contestant
  const folder = `${template}-turn`
  cpSync(template, folder, { recursive: true })
  try {
    const server = await startSubject(subject, folder, cores.server)
    let report: ReportOf<Asked>
    try {
      report = await runLoad(jobFor(server), cores)
    } finally {
      await server.stop()
    }
    return check(report, join(folder, subject.databaseFile))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs one job in a process of its own; throws where it fails, which it has explained on stderr. */
export async function runLoad<Asked extends Job>(
  job: Asked,
  where: Pick<Where, 'load' | 'patienceMs'>,
): Promise<ReportOf<Asked>> {
  const { load, patienceMs = LOAD_TIMEOUT_MS } = where
  const [program = '', ...args] = load([process.execPath, LOAD])
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: HAS_GROUPS,
    timeout: patienceMs,
  })
  adopt(child)
  child.stdin.end(JSON.stringify(job))
  const [report, code] = await Promise.all([json(child.stdout).catch(() => null), exitOf(child)])
  if (code !== 0) throw new Error('The load could not do its work.')
  return report as ReportOf<Asked>
}
