import type { Accounts } from '../auth/accounts.ts'
import type { ChannelLayer } from '../channel-layer/channel-layer.ts'
import type { Environment } from '../platform/clock.ts'
import type { Core } from './core.ts'
import { occupancyCountersOf } from '../commands/visits/occupancy-counters.ts'
import { databasePath } from '../platform/data-folder.ts'
import { insideOf } from '../domain/occupancy.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { InstrumentationPort } from '../http/instrumentation-port.ts'
import { createLevelSwitch } from '../observe/level-switch.ts'
import type { Logger } from '../observe/logger.ts'
import { createExposition } from '../observe/exposition.ts'
import { createMetrics, type KnownNames, type Metrics, type SignInWay } from '../observe/metrics.ts'
import { takeProfile } from '../observe/profile.ts'
import { Problems } from '../health/problems.ts'
import { readinessOf } from '../health/readiness.ts'
import { watchGuessing } from '../health/guessing.ts'
import { startWatch } from '../health/process.ts'
import { freeBytesOf } from '../health/disk.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import { FRAME_TYPES } from '../protocol/decode.ts'
import { ERROR_CODES, HubError } from '../protocol/errors.ts'
import { REASONS, VERDICTS } from '../protocol/scan.ts'
import type { HubSettings } from '../settings/settings.ts'
import { traceRequest } from './request-trace.ts'
import { VERSION } from '../platform/version.ts'

/** Codes that a socket can also end with: by the client, without a code, or without a goodbye. */
const OTHER_CLOSE_CODES = [1000, 1005, 1006]

/** What the hub decides; `error` is a desk's own word for having no answer. */
const DECIDED_VERDICTS = VERDICTS.filter((verdict) => verdict !== 'error')

/** The closed lists that everything is counted by. */
export const KNOWN_NAMES: KnownNames = {
  frameTypes: FRAME_TYPES,
  errorCodes: ERROR_CODES,
  closeCodes: [...OTHER_CLOSE_CODES, ...Object.values(CLOSE)],
  verdicts: DECIDED_VERDICTS,
  reasons: REASONS,
}

interface InstrumentationParts {
  core: Core
  settings: HubSettings
  environment: Environment
  log: Logger
}

/** What is seen of a hub while it runs. */
export interface Instrumentation {
  metrics: Metrics
  problems: Problems
  /** Answers those who look, once there is something to look at. */
  open: (parts: { gateway: Gateway; channel: Pick<ChannelLayer, 'health'> }) => InstrumentationPort
  stop: () => void
}

/** Begins to count, to watch and to remember. */
export function createInstrumentation(parts: InstrumentationParts): Instrumentation {
  const { core, settings, environment, log } = parts
  const metrics = createMetrics(KNOWN_NAMES, log, environment.steadyNow)
  core.writer.addListener({
    fault: (error) => log.error({ err: error }, 'internal error'),
    written(commands, ms) {
      metrics.groupSizes.add(commands)
      metrics.commits.add(ms)
    },
  })
  const problems = new Problems()
  const { dataFolder } = settings
  const watch = startWatch({
    ...environment,
    clock: core.clock,
    problems,
    database: databasePath(dataFolder),
    folder: dataFolder,
    freeBytes: freeBytesOf,
  })
  const { isGuessingNoticed: isNoticed } = core.accounts
  const stops = [watch.stop, watchGuessing({ isNoticed, problems, every: environment.every })]
  return {
    metrics,
    problems,
    stop: () => stops.forEach((stop) => stop()),
    open({ gateway, channel }) {
      const { writer } = core
      const readings = {
        connections: () => gateway.connections,
        waitingCommands: () => writer.waiting,
        waitingBytes: () => gateway.waitingBytes,
        disk: () => ({ ...watch.disk() }),
        seq: () => writer.counters.seq,
        occupancy: () => insideOf(occupancyCountersOf(writer.counters)),
        channel: () => channel.health(),
        isReady: () => readinessOf(problems.list(), settings.database !== null) === 'ready',
        problems: () => problems.list().map(({ code }) => code),
        warnings: () => problems.listWarnings().length,
      }
      const exposition = createExposition(metrics, readings, VERSION)
      stops.push(exposition.stop)
      return instrumentationPort(parts, metrics, exposition)
    },
  }
}

function instrumentationPort(
  { core, environment, log }: InstrumentationParts,
  metrics: Metrics,
  exposition: InstrumentationPort['exposition'],
): InstrumentationPort {
  const wait = (ms: number) => new Promise<void>((resolve) => environment.setTimeout(resolve, ms))
  let isProfiling = false
  return {
    version: VERSION,
    exposition,
    trace: (id) => traceRequest(core.store.db, id, { timeline: metrics.timeline, clocks: environment }),
    setLogLevel: createLevelSwitch(log, environment),
    async profile(seconds) {
      if (isProfiling)
        throw new HubError('request_conflict', 'A profile is already being taken. Wait until it ends.')
      isProfiling = true
      try {
        return await takeProfile(seconds * 1_000, wait)
      } finally {
        isProfiling = false
      }
    },
  }
}

/** The same ways to sign in, each attempt counted. */
export function countedSignIns(accounts: Accounts, { signIns, refusedSignIns }: Metrics): Accounts {
  const counted =
    <Asked extends unknown[], Result>(way: SignInWay, attempt: (...asked: Asked) => Promise<Result>) =>
    async (...asked: Asked): Promise<Result> => {
      try {
        const result = await attempt(...asked)
        signIns.add(way)
        return result
      } catch (error) {
        refusedSignIns.add(way)
        throw error
      }
    }
  return {
    ...accounts,
    signIn: counted('code', accounts.signIn),
    signInByPassword: counted('password', accounts.signInByPassword),
    signInForAvGym: counted('password', accounts.signInForAvGym),
    signInByPin: counted('pin', accounts.signInByPin),
    refresh: counted('refresh', accounts.refresh),
    refreshForAvGym: counted('refresh', accounts.refreshForAvGym),
  }
}
