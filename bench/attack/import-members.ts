import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'
import { askAsManager, giveFile } from './ask-as-manager.ts'

/** What is in the file besides the new phone number; without the version the hub could not tell what is newer. */
interface Exported {
  id: string
  full_name: string
  version: string
}

/** Takes an export of all members, gives everybody another phone number, and imports it; one time after the other. */
export function importMembers(job: AttackJob): AttackTally {
  const tally = { begun: 0, done: 0 }
  void (async () => {
    for (;;) {
      const exported = await askAsManager(job, '/api/v1/members/export?format=json')
      const members = (await exported.json()) as Exported[]
      tally.begun += 1
      const status = await giveFile(job, fileOf(members, tally.begun))
      if (status !== 200) throw new Error(`The hub took no file: ${status}.`)
      tally.done += 1
    }
  })()
  return tally
}

function fileOf(members: readonly Exported[], time: number): Uint8Array<ArrayBuffer> {
  const rows = members.map(({ id, full_name, version }, index) => {
    const phone = `+49 ${100 + time} ${String(index).padStart(7, '0')}`
    return `${id},"${full_name.replaceAll('"', '""')}",${phone},${version}\n`
  })
  return new TextEncoder().encode(`id,full_name,phone,version\n${rows.join('')}`)
}
