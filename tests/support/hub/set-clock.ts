import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Environment } from '../../../server/platform/clock.ts'
import { openHub, type TestHub } from './hub.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { turnsInHand, type Turns } from './turns.ts'

/** A gym whose hub goes by a clock that the test sets, and looks around only when the test says so. */
export interface SetClockGym {
  folder: string
  now: number
  /** Starts the hub, also again after it was closed. */
  open: () => Promise<TestHub>
  /** Sets the clock to an instant, ISO 8601, and lets the hub look at it. */
  goTo: (time: string) => void
  /** Lets the hub do what it does now and then. */
  look: () => void
  turns: Turns
}

/** What stands in its settings file. */
export type GymSettingsFile = { timeZone: string } & Record<string, unknown>

export function gymWithClock(settings: GymSettingsFile, startsAt: string): SetClockGym {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  let looks: (() => void)[] = []
  const turns = turnsInHand()
  const gym: SetClockGym = {
    folder,
    now: Date.parse(startsAt),
    async open() {
      looks = []
      const every: Environment['every'] = (_ms, callback) => {
        looks.push(callback)
        return () => undefined
      }
      const given = { limit: ['framesPerSecond=0', 'snapshotsPerMinute=0'] }
      const clocks = { now: () => gym.now, every, setImmediate: turns.setImmediate }
      const hub = await openHub(folder, given, clocks, {})
      let isOpen = true
      const close = async (): Promise<void> => {
        if (!isOpen) return
        isOpen = false
        const closed = hub.close()
        turns.letGo()
        await closed
      }
      onTestFinished(close)
      return { ...hub, close }
    },
    goTo(time) {
      gym.now = Date.parse(time)
      gym.look()
    },
    look: () => looks.forEach((look) => look()),
    turns,
  }
  return gym
}
