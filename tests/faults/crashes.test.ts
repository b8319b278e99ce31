import { describe, expect, it } from 'vitest'
import { compileFaultyDisk, faultyDisk, type FaultyDisk } from './support/faulty-disk.ts'
import { newGym, type Gym } from './support/gym.ts'
import { startFaultyHub } from './support/hub-process.ts'
import { newLedger, openDesks, type Ledger } from './support/ledger.ts'
import { seededRandom, type Random } from '../support/random.ts'
import { findFaults } from './support/verdict.ts'

/** Kills of the hub, and power cuts, in a run; a long run asks for more. */
const KILLS = Number(process.env['FAULTS_KILLS'] ?? 100)
const POWER_CUTS = Number(process.env['FAULTS_POWER_CUTS'] ?? 50)
const CONTROL_CUTS = 5

/** After so many crashes a run goes on with a new gym, so that looking at everything stays quick. */
const CRASHES_A_GYM = 100

/** Commands of one life of the hub before it is killed, at most. */
const MAX_ANSWERS = 200

const DESKS = 3

/** A start, some load, a kill and a look take about a second; a busy machine takes longer. */
const CRASH_PATIENCE_MS = 15_000

const library = compileFaultyDisk()
const normalSync = new URL('./support/normal-sync.mjs', import.meta.url).href

interface Crash {
  gym: Gym
  ledger: Ledger
  random: Random
  disk?: FaultyDisk
  preload?: string
}

/** One life of the hub: it starts on what the last crash left, works for a moment, and is killed. */
async function liveAndDie({ gym, ledger, random, disk, preload }: Crash): Promise<void> {
  const hub = await startFaultyHub({
    folder: gym.folder,
    ...(disk && { environment: disk.environment }),
    ...(preload && { preload }),
  })
  let left = 1 + random.below(MAX_ANSWERS)
  await new Promise<void>((resolve) => {
    const onAnswer = (): void => {
      left -= 1
      // This waits for nothing: it moves the kill into the middle of what follows an answer, to another place each time.
      if (left === 0) setTimeout(resolve, random.below(4))
    }
    openDesks(DESKS, { ...gym, ws: hub.ws, ledger, random, onAnswer })
  })
  await hub.kill()
  disk?.cutPower()
}

async function crashes(count: number, random: Random, parts: { withDisk: boolean; preload?: string }) {
  const faults: string[] = []
  let acknowledged = 0
  for (let done = 0; done < count;) {
    const gym = await newGym()
    const disk = parts.withDisk && library ? faultyDisk(library, gym.folder) : undefined
    const ledger = newLedger()
    for (let life = 0; life < CRASHES_A_GYM && done < count; life += 1, done += 1) {
      await liveAndDie({ gym, ledger, random, ...(disk && { disk }), ...(parts.preload && parts) })
      faults.push(
        ...(await findFaults(gym.folder, ledger)).map((fault) => `after crash ${done + 1}: ${fault}`),
      )
      if (faults.length > 0) break
    }
    acknowledged += ledger.acknowledged()
    disk?.remove()
    gym.remove()
    if (faults.length > 0) break
  }
  return { faults, acknowledged }
}

describe('nothing acknowledged is lost and nothing is done twice', () => {
  it(`over ${KILLS} kills under load`, { timeout: KILLS * CRASH_PATIENCE_MS }, async () => {
    const { faults, acknowledged } = await crashes(KILLS, seededRandom('kills'), { withDisk: false })
    process.stderr.write(`${KILLS} kills, ${acknowledged} operations acknowledged\n`)
    expect(faults).toEqual([])
  })

  const powerCuts = `over ${POWER_CUTS} power cuts under load`
  it.skipIf(!library)(powerCuts, { timeout: POWER_CUTS * CRASH_PATIENCE_MS }, async () => {
    const { faults, acknowledged } = await crashes(POWER_CUTS, seededRandom('power cuts'), { withDisk: true })
    process.stderr.write(`${POWER_CUTS} power cuts, ${acknowledged} operations acknowledged\n`)
    expect(faults).toEqual([])
  })

  const control = 'and the same power cuts do lose some where commits are not synced'
  it.skipIf(!library)(control, { timeout: CONTROL_CUTS * CRASH_PATIENCE_MS }, async () => {
    const random = seededRandom('power cuts without syncs')
    const { faults } = await crashes(CONTROL_CUTS, random, { withDisk: true, preload: normalSync })
    expect(faults.join('\n')).toMatch(/was acknowledged .* and is not there/)
  })
})
