import type { Gateway } from '../gateway/gateway.ts'
import type { DatabaseFiles } from '../health/database-file.ts'
import { createWriteProbe } from '../health/write-probe.ts'
import type { Problem, Problems } from '../health/problems.ts'
import { readinessOf, type Readiness } from '../health/readiness.ts'
import type { InstrumentationPort } from '../http/instrumentation-port.ts'
import type { Lan } from '../network/lan-service.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { BackupService } from './backups.ts'
import type { StandIn } from './stand-in.ts'
import type { Core } from './core.ts'
import { diagnosticsOfHub } from './diagnostics.ts'

interface ReportParts {
  core: Core
  settings: HubSettings
  environment: Pick<Environment, 'now' | 'steadyNow'>
  backups: BackupService
  gateway: Pick<Gateway, 'liveCount'>
  lan: Pick<Lan, 'state'>
  problems: Problems
  files: Pick<DatabaseFiles, 'look'>
  instruments: Pick<InstrumentationPort, 'exposition'>
  standIn: StandIn
}

/** How a running hub is, for its operator. */
export interface HealthReport {
  /** Whether desks are to be sent here, and what stands in the way of service, or nothing. */
  readiness: () => Promise<{ readiness: Readiness; problems: Problem[] }>
  /** Numbers about this instance. */
  state: () => object
  /** All that helps to find a fault, and nothing of a person. */
  diagnostics: () => Promise<object>
}

export function createHealthReport(parts: ReportParts): HealthReport {
  const { core, settings, environment, backups, gateway, lan, instruments } = parts
  const state = () => ({
    sessions: gateway.liveCount,
    seq: core.writer.counters.seq,
    warnings: parts.problems.listWarnings(),
    term: parts.standIn.succession.term.number,
    standbys: parts.standIn.standbys.state,
  })
  const probe = createWriteProbe({ writer: core.writer, steadyNow: environment.steadyNow })
  const isShared = settings.database !== null
  const problems = async (): Promise<Problem[]> => {
    parts.files.look()
    // On a server each write would keep the other hubs waiting, and says nothing of this one.
    if (!isShared) await probe()
    return parts.problems.list()
  }
  return {
    async readiness() {
      const listed = await problems()
      return { readiness: readinessOf(listed, isShared), problems: listed }
    },
    state,
    diagnostics: async () =>
      diagnosticsOfHub(settings, {
        now: environment.now(),
        metrics: instruments.exposition.text,
        hub: {
          ...state(),
          problems: await problems(),
          lastRestoreTest: backups.lastRestoreTest,
          limits: settings.limits,
          network: lan.state,
        },
      }),
  }
}
