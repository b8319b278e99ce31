import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readReadyLine, type HubReady } from '../electron/ready-line.ts'
import { exitOf, OWN_GROUP } from './child.ts'
import { ROOT } from './project.ts'

export interface HubChild {
  child: ChildProcess
  /** Where the hub is, when it accepts connections; null where it ends without getting there. */
  ready: Promise<HubReady | null>
}

/** Starts the hub from its sources. Its stderr is ours, or a pipe to be read. */
export function spawnHub(options: readonly string[], stderr: 'inherit' | 'pipe' = 'inherit'): HubChild {
  const child = spawn(process.execPath, [join(ROOT, 'server/cli/main.ts'), 'serve', ...options], {
    ...OWN_GROUP,
    stdio: ['ignore', 'pipe', stderr],
  })
  return { child, ready: Promise.race([readyOf(child), exitOf(child).then(() => null)]) }
}

function readyOf(child: ChildProcess): Promise<HubReady> {
  return new Promise((resolve) => {
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = readReadyLine(line)
      if (ready) resolve(ready)
    })
  })
}
