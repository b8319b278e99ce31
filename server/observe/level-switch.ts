import type { LogLevel } from './log-levels.ts'
import type { Logger } from './logger.ts'

/** A level for looking closely is forgotten easily and fills the disk: it ends by itself. */
const SWITCHED_FOR_MS = 60 * 60_000

interface Clock {
  now: () => number
  setTimeout: (callback: () => void, ms: number) => unknown
}

export interface SwitchedLevel {
  level: LogLevel
  /** The level that it goes back to. */
  normal: LogLevel
  /** When it does, in milliseconds since 1970 UTC; null where it is the normal level. */
  until: number | null
}

/** Lets a logger's level be set while it runs; after an hour it is back at what it was in the beginning. */
export function createLevelSwitch(
  log: Logger,
  { now, setTimeout }: Clock,
): (level: LogLevel) => SwitchedLevel {
  const normal = log.level as LogLevel
  let switches = 0
  return (level) => {
    const mine = ++switches
    log.level = level
    if (level === normal) return { level, normal, until: null }
    setTimeout(() => {
      if (switches === mine) log.level = normal
    }, SWITCHED_FOR_MS)
    return { level, normal, until: now() + SWITCHED_FOR_MS }
  }
}
