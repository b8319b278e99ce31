import { arch, cpus, freemem, platform, release, totalmem, uptime } from 'node:os'
import { logPaths } from '../server/observe/log-file.ts'
import { lastLines } from '../server/observe/last-lines.ts'
import type { UpdateState } from './bridge.ts'
import type { HubApi } from './hub-api.ts'
import { SHELL_LOG } from './log.ts'
import type { KioskLock } from './security/kiosk-lock.ts'

interface DiagnosedShell {
  version: string
  isPackaged: boolean
  logFolder: string
  answers: Pick<HubApi, 'pcRole'>
  lock: Pick<KioskLock, 'state'>
  /** How many displays this PC has now. */
  displays: () => number
  update: () => UpdateState
}

/** What helps to find a fault of this PC's app: versions, system and the end of its log, in which the hub's lines are too. */
export async function diagnosticsOfShell(shell: DiagnosedShell): Promise<object> {
  return {
    app: shell.version,
    isPackaged: shell.isPackaged,
    runtime: process.versions,
    system: {
      ...{ platform: platform(), release: release(), arch: arch() },
      ...{ processors: cpus().length, memoryBytes: totalmem(), freeMemoryBytes: freemem() },
      upSeconds: Math.round(uptime()),
    },
    upSeconds: Math.round(process.uptime()),
    role: await shell.answers.pcRole(),
    kiosk: shell.lock.state,
    displays: shell.displays(),
    update: shell.update(),
    log: lastLines(...logPaths(shell.logFolder, SHELL_LOG)),
  }
}
