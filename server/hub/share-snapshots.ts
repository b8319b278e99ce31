import type { Snapshot } from '../commands/snapshot.ts'
import type { HubPort } from '../gateway/hub-port.ts'
import type { Environment } from '../platform/clock.ts'
import { asError } from './as-error.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'

/** After a snapshot, so many times as long as it took is left to scans before the next one: of a full house it takes tens of milliseconds. */
const REST_FOR_EACH_MS = 4

interface ShareParts {
  writer: Pick<GroupWriter, 'submit'>
  take: (context: WriteContext) => Promise<Snapshot>
  environment: Pick<Environment, 'steadyNow' | 'setTimeout'>
}

type Asked = Parameters<HubPort['snapshot']>[0]

/** Gives everybody inside to all who ask. Who asks while one is made, or before the next one may be, shares that next one. */
export function shareSnapshots({ writer, take, environment }: ShareParts): HubPort['snapshot'] {
  const { steadyNow, setTimeout } = environment
  let waiting: Asked[] = []
  let isUnderWay = false
  let notBefore = -Infinity

  const tookSince = (beganAt: number): void => {
    const now = steadyNow()
    notBefore = now + REST_FOR_EACH_MS * (now - beganAt)
  }
  const make = (): void => {
    const asked = waiting
    waiting = []
    const tell = (result: Snapshot | Error): void => {
      isUnderWay = false
      for (const done of asked) done(result)
      plan()
    }
    writer.submit({
      async run(context) {
        const beganAt = steadyNow()
        const snapshot = await take(context)
        tookSince(beganAt)
        return snapshot
      },
      committed: tell,
      failed: (error) => tell(asError(error)),
    })
  }
  const plan = (): void => {
    if (isUnderWay || waiting.length === 0) return
    isUnderWay = true
    const restMs = notBefore - steadyNow()
    if (restMs > 0) setTimeout(make, restMs)
    else make()
  }
  return (done) => {
    waiting.push(done)
    plan()
  }
}
