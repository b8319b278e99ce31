import { describe, expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-hub.ts'
import { afterQuiet } from './after-quiet.ts'

const QUIET_MS = 700

/** Something to listen to on a PC whose timers come this much too late, and when it was quiet. */
function listenOn(lateMs: () => number) {
  const clock = new FakeClock()
  const begin = clock.now()
  const quietAt: number[] = []
  const setTimeout = (callback: () => void, ms: number) => clock.setTimeout(callback, ms + lateMs())
  const quiet = afterQuiet({
    timers: { setTimeout, clearTimeout: clock.clearTimeout },
    steadyNow: clock.now,
    quietMs: QUIET_MS,
    onQuiet: () => quietAt.push(clock.now() - begin),
  })
  return { clock, quiet, quietAt }
}

describe('quiet after the last key', () => {
  it('is there that long after it, once', async () => {
    const { clock, quiet, quietAt } = listenOn(() => 0)
    quiet.heard()
    await clock.run(500)
    quiet.heard()
    await clock.run(5_000)
    expect(quietAt).toEqual([500 + QUIET_MS])
  })

  it('is waited for once more on a page that was too busy to hear a key', async () => {
    const late = [400, 0]
    const { clock, quiet, quietAt } = listenOn(() => late.shift() ?? 0)
    quiet.heard()
    await clock.run(5_000)
    expect(quietAt).toEqual([2 * QUIET_MS + 400])
  })

  it('comes on a PC whose timers are always late too, after five such waits more', async () => {
    const { clock, quiet, quietAt } = listenOn(() => 150)
    quiet.heard()
    await clock.run(60_000)
    expect(quietAt).toEqual([6 * (QUIET_MS + 150)])
  })

  it('never comes once it is stopped', async () => {
    const { clock, quiet, quietAt } = listenOn(() => 0)
    quiet.heard()
    quiet.stop()
    await clock.run(5_000)
    expect(quietAt).toEqual([])
  })
})
