import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** A command line that runs on one core only, where the system lets us choose. */
export type Pin = (command: readonly string[]) => string[]

/** How the two processes share the machine. */
export interface Cores {
  server: Pin
  load: Pin
  /** A sentence for the report. */
  said: string
}

/** Gives the server and the load a core each, so that a figure does not depend on where the system put them. */
export function shareCores(): Cores {
  if (availableParallelism() < 2 || !hasTaskset()) {
    const unpinned: Pin = (command) => [...command]
    return { server: unpinned, load: unpinned, said: 'server and load share all cores' }
  }
  const on =
    (core: number): Pin =>
    (command) => ['taskset', '-c', String(core), ...command]
  return { server: on(0), load: on(1), said: 'server on core 0, load on core 1' }
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
