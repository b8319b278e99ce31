import type { Call } from '../commands/call.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Metrics } from '../observe/metrics.ts'
import type { HubSettings } from '../settings/settings.ts'
import { backupPort, type BackupService } from './backups.ts'
import type { Core } from './core.ts'
import type { HealthReport } from './health-report.ts'
import { countedSignIns } from './instrumentation.ts'
import type { MemberFiles } from './member-files.ts'
import { createSetUp } from './set-up.ts'
import type { StandIn } from './stand-in.ts'
import { beginStandby, identityOf } from './standbys.ts'
import type { Updates } from './update-plan.ts'

interface PortParts {
  core: Core
  settings: HubSettings
  metrics: Metrics
  backups: BackupService
  updates: Updates
  report: HealthReport
  standIn: StandIn
  files: MemberFiles
  call: Call
  /** Starts the hub again with what was set, with so many demo members where it has none. */
  restart: (demo: number) => void
}

/** What the HTTP addresses may ask of the hub. */
export function httpPort(parts: PortParts): HttpPort {
  const { core, settings, metrics, backups, updates, report, call, restart } = parts
  const { standbys, succession } = parts.standIn
  return {
    accounts: countedSignIns(core.accounts, metrics),
    call,
    ...parts.files,
    setUp: createSetUp({ dataFolder: settings.dataFolder, accounts: core.accounts, restart }),
    ...backupPort(backups, core),
    standby: {
      begin: (caller) => beginStandby(standbys, { core, settings }, caller),
      require: (deskId) => standbys.require(deskId),
      identity: () => identityOf(settings),
      ship: (deskId, held) => standbys.ship(deskId, held),
    },
    hearTerm: succession.hear,
    readiness: report.readiness,
    state: report.state,
    updates: updates.plan,
  }
}
