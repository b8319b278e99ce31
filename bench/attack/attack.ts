import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Attack, AttackTally } from '../load/job.ts'
import { exportMembers } from './export-members.ts'
import { flood } from './flood.ts'
import { importMembers } from './import-members.ts'
import { knock } from './knock.ts'
import { leaveBodiesUnfinished } from './leave-bodies-unfinished.ts'
import { readNoAnswer } from './read-no-answer.ts'
import { sendBombs } from './send-bombs.ts'
import { stopReading } from './stop-reading.ts'

/** What an attack is told, on the first line of its standard input. */
export interface AttackJob {
  attack: Attack
  ws: string
  token: string
  /** For what only a manager may ask. */
  managerToken?: string
}

/** Begins and returns what it counts while it goes on. */
export type Begin = (job: AttackJob) => AttackTally

const ATTACKS: Record<Attack, Begin> = {
  'stops reading': stopReading,
  floods: flood,
  knocks: knock,
  exports: exportMembers,
  imports: importMembers,
  'sends bombs': sendBombs,
  'reads no answer': readNoAnswer,
  'leaves bodies unfinished': leaveBodiesUnfinished,
}

/** Somebody hostile, or a heavy piece of work: a process of its own, which says that it has begun and goes on until its input ends. */
const lines = createInterface({ input: process.stdin })
const [line] = (await once(lines, 'line')) as [string]
const job = JSON.parse(line) as AttackJob
const tally = ATTACKS[job.attack](job)
process.stdout.write('begun\n')
await once(lines, 'close')
process.stdout.write(`${JSON.stringify(tally)}\n`, () => process.exit(0))
