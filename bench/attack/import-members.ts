import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'
import { giveFile } from './ask-as-manager.ts'

/** A chain's whole membership. */
const MEMBERS = 200_000

/** Imports a chain's whole membership, other people each time. */
export function importMembers(job: AttackJob): AttackTally {
  const tally = { begun: 0, done: 0 }
  void (async () => {
    for (;;) {
      tally.begun += 1
      const status = await giveFile(job, fileOf(tally.begun))
      if (status !== 200) throw new Error(`The hub took no file: ${status}.`)
      tally.done += 1
    }
  })()
  return tally
}

function fileOf(time: number): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: MEMBERS }, (_, index) => {
    const number = `${time}-${String(index).padStart(6, '0')}`
    return `Newcomer ${number},+49 151 ${String(index).padStart(7, '0')},NEW-${number}\n`
  })
  return new TextEncoder().encode(`full_name,phone,credentials\n${rows.join('')}`)
}
