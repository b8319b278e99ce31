import type { Timers } from '../../../renderer/services/timers.ts'
import type { Environment } from '../../../server/platform/clock.ts'

/** A hub's clocks and what it does at intervals, in a test's hand: nothing goes on until the test says so. */
export interface HeldTime extends Pick<Environment, 'now' | 'steadyNow' | 'every'> {
  /** Lets time pass: both clocks go on, and what falls due on the way is done when it does. */
  pass: (ms: number) => void
  /** The PC sleeps: both clocks go on, and nothing is done. */
  sleep: (ms: number) => void
  /** Sets the PC's clock, as people do: no time passes. */
  set: (at: number) => void
  /** Has the hub do now, once, what it does at intervals. */
  look: () => void
}

interface Work {
  dueAt: number
  everyMs: number
  run: () => void
}

/** For a hub that is to do nothing by itself. */
export const never: Environment['every'] = () => () => undefined

/** `at` is what the PC's clock says first, milliseconds since 1970 UTC. The steady clock begins at 0. */
export function holdTime(at = Date.now()): HeldTime {
  let now = at
  let steady = 0
  const works = new Set<Work>()
  const goTo = (time: number): void => {
    now += time - steady
    steady = time
  }
  const firstDue = (until: number): Work | undefined =>
    [...works].filter(({ dueAt }) => dueAt <= until).sort((one, other) => one.dueAt - other.dueAt)[0]
  return {
    now: () => now,
    steadyNow: () => steady,
    every(everyMs, run) {
      const work = { dueAt: steady + everyMs, everyMs, run }
      works.add(work)
      return () => void works.delete(work)
    },
    pass(ms) {
      const until = steady + ms
      for (let due = firstDue(until); due; due = firstDue(until)) {
        goTo(due.dueAt)
        due.dueAt += due.everyMs
        due.run()
      }
      goTo(until)
    },
    sleep(ms) {
      goTo(steady + ms)
      for (const work of works) work.dueAt += ms
    },
    set: (to) => (now = to),
    look: () => [...works].forEach(({ run }) => run()),
  }
}

/** Timers of a desk that goes by the same clock. */
export function timersOf(time: HeldTime): Timers {
  const running = new Map<number, () => void>()
  let last = 0
  const stop = (timer: number): void => {
    running.get(timer)?.()
    running.delete(timer)
  }
  return {
    now: time.now,
    setTimeout(callback, ms) {
      const timer = (last += 1)
      const run = (): void => {
        stop(timer)
        callback()
      }
      running.set(timer, time.every(ms, run))
      return timer
    },
    clearTimeout: stop,
  }
}
