import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { AttackJob } from '../attack/attack.ts'
import type { AttackTally } from './job.ts'

const ATTACK = fileURLToPath(new URL('../attack/attack.ts', import.meta.url))

export interface RunningAttack {
  /** Ends it and resolves with what it did. */
  stop: () => Promise<AttackTally>
}

/**
 * Starts somebody hostile and resolves when they have begun. They share the load's core with the least priority: what
 * they take of it must not be mistaken for what they take of the hub.
 */
export async function startAttack(job: AttackJob): Promise<RunningAttack> {
  const child = spawn(process.execPath, [ATTACK], { stdio: ['pipe', 'pipe', 'inherit'] })
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.stdin.write(`${JSON.stringify(job)}\n`)
  await lines.next()
  return {
    async stop() {
      child.stdin.end()
      const { value } = (await lines.next()) as { value?: string }
      return JSON.parse(value ?? '{}') as AttackTally
    },
  }
}
