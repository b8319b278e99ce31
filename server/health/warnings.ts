import type { Environment } from '../platform/clock.ts'
import type { ProblemSource, Problems } from './problems.ts'
import { HUB_WARNINGS, type HubWarning } from '../protocol/server-frames.ts'

/** How often it is looked whether there is something to warn of: all of it grows over hours. */
const LOOK_MS = 10_000

interface WarningParts {
  problems: Pick<Problems, 'listWarnings'>
  backups: ProblemSource
  every: Environment['every']
  /** Told when the warnings have changed. */
  changed: () => void
}

/** What somebody at the gym should see to while the hub goes on serving, by the words that desks have sentences for. */
export function watchWarnings({ problems, backups, every, changed }: WarningParts): {
  list: () => HubWarning[]
  stop: () => void
} {
  const list = (): HubWarning[] => {
    const codes = [...problems.listWarnings(), ...backups.problems()].map(({ code }) => code)
    return HUB_WARNINGS.filter((warning) => codes.includes(warning))
  }
  let before = list().join()
  const stop = every(LOOK_MS, () => {
    const now = list().join()
    if (now === before) return
    before = now
    changed()
  })
  return { list, stop }
}
