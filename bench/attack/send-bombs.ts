import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'
import { giveFile } from './ask-as-manager.ts'

/** As large as the hub's own bound lets through. */
const BOMB_BYTES = 60_000_000

const CSV = 'full_name,phone,credentials\n'
const JSON_LIST = '['

/**
 * How a file begins that is no members' file, and what it is full of: columns without end, a field without end, rows of nothing, one
 * name a row; lists and members of nothing in JSON.
 */
const BOMBS: readonly (readonly [head: string, filling: string])[] = [
  [CSV, ','],
  [CSV, 'a'],
  [CSV, '"'],
  [CSV, '\n'],
  [CSV, 'x\n'],
  [JSON_LIST, '[],'],
  [JSON_LIST, '{},'],
  [JSON_LIST, '{"a":1},'],
  // These two are read for a minute each.
  [CSV, ',,,,,,,\n'],
  [CSV, '"\n'],
]

/** Gives the hub files that are made to be expensive, one time after the other. */
export function sendBombs(job: AttackJob): AttackTally {
  const tally = { bombs: 0, refused: 0, taken: 0 }
  void (async () => {
    for (;;) {
      const [head = '', filling = ''] = BOMBS[tally.bombs % BOMBS.length] ?? []
      tally.bombs += 1
      const status = await giveFile(job, bombOf(head, filling)).catch(() => 0)
      if (status === 200) tally.taken += 1
      else tally.refused += 1
    }
  })()
  return tally
}

function bombOf(head: string, filling: string): Uint8Array<ArrayBuffer> {
  const bomb = new Uint8Array(BOMB_BYTES)
  bomb.set(new TextEncoder().encode(head))
  Buffer.from(bomb.buffer, head.length).fill(filling)
  return bomb
}
