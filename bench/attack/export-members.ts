import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'
import { askAsManager } from './ask-as-manager.ts'

/** Exports all members, one time after the other. */
export function exportMembers(job: AttackJob): AttackTally {
  const tally = { exports: 0, megabytes: 0 }
  void (async () => {
    for (;;) {
      const response = await askAsManager(job, '/api/v1/members/export?format=csv')
      for await (const piece of response.body ?? []) tally.megabytes += piece.length / 1e6
      if (!response.ok) throw new Error(`The hub gave no export: ${response.status}.`)
      tally.exports += 1
    }
  })()
  return tally
}
