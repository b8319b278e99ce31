import { describe, expect, it } from 'vitest'
import { watchClockApart } from './clock-apart.ts'
import { Problems } from './problems.ts'

const MINUTE_MS = 60_000

describe('a clock beside that of the database', () => {
  const watch = () => {
    const time = { machine: 1_000, steady: 1_000, database: 1_000 }
    const problems = new Problems()
    const judge = watchClockApart(problems, { now: () => time.machine, steadyNow: () => time.steady })
    const read = (meanwhile: () => void = () => undefined): string[][] => {
      const before = time.machine
      meanwhile()
      judge({ before, database: time.database })
      return [problems.list(), problems.listWarnings()].map((told) => told.map(({ code }) => code))
    }
    return { time, read }
  }

  it('is a problem of the hub whose clock was set, and a warning where the database’s was', () => {
    const { time, read } = watch()
    expect(read()).toEqual([[], []])
    time.machine += MINUTE_MS
    expect(read()).toEqual([['clock_apart'], []])
    time.machine -= MINUTE_MS
    expect(read()).toEqual([[], []])
    time.database += MINUTE_MS
    expect(read()).toEqual([[], ['clock_apart']])
  })

  it('does not agree with it by being set while it is asked', () => {
    const { time, read } = watch()
    read(() => (time.machine += MINUTE_MS))
    expect(read()).toEqual([['clock_apart'], []])
  })
})
