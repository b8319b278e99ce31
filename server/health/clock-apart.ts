import { clockApart, type ClockReading } from '../domain/clock-apart.ts'
import type { Problems } from './problems.ts'

const CODE = 'clock_apart'

/** Desks are sent to hubs whose clock is right. */
export function judgeClock(problems: Problems, reading: ClockReading): void {
  const sentence = clockApart(reading)
  if (sentence === null) problems.clear(CODE)
  else problems.report(CODE, sentence)
}
