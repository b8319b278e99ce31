import { describe, expect, it } from 'vitest'
import { Problems } from './problems.ts'
import { watchLeftBehind } from './left-behind.ts'

const SECOND_MS = 1_000

describe('a hub that cannot read the database', () => {
  const watch = () => {
    const time = { now: 0 }
    const problems = new Problems()
    const watched = watchLeftBehind({ problems, steadyNow: () => time.now })
    const goOn = (seconds: number, eachSecond: () => void): string[] => {
      for (let passed = 0; passed < seconds; passed += 1) {
        time.now += SECOND_MS
        eachSecond()
        watched.judge()
      }
      return problems.list().map(({ code }) => code)
    }
    return { watched, goOn }
  }

  it('is left behind where the others go on, until it can again', () => {
    const { watched, goOn } = watch()
    expect(goOn(10, watched.written)).toEqual([])
    expect(goOn(1, watched.written)).toEqual(['left_behind'])
    watched.answered()
    expect(goOn(1, watched.written)).toEqual([])
  })

  it('is not left behind where the database answers it with errors, as it does all of them', () => {
    const { watched, goOn } = watch()
    const writtenAndAnswered = (): void => {
      watched.written()
      watched.answered()
    }
    expect(goOn(60, writtenAndAnswered)).toEqual([])
  })

  it('is as well off as the others where they say nothing either', () => {
    const { watched, goOn } = watch()
    watched.written()
    expect(goOn(60, () => undefined)).toEqual([])
  })
})
