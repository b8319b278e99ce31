import type { People } from '../auth/people.ts'
import type { ChannelLayer } from '../channel-layer/channel-layer.ts'
import type { Environment } from '../platform/clock.ts'
import type { Core } from './core.ts'
import { headsOf } from '../commands/heads.ts'
import { databasePath } from '../platform/data-folder.ts'
import { insideOf } from '../domain/occupancy.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { OperationsPort } from '../http/operations-port.ts'
import { createLevelSwitch } from '../observe/level-switch.ts'
import type { Logger } from '../observe/logger.ts'
import { createMetrics } from '../observe/metrics.ts'
import {
  createObservations,
  type KnownNames,
  type Observations,
  type SignInWay,
} from '../observe/observations.ts'
import { takeProfile } from '../observe/profile.ts'
import { Troubles } from '../health/problems.ts'
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

interface InsideParts {
  core: Core
  settings: HubSettings
  environment: Environment
  log: Logger
}

/** What is seen of a hub while it runs. */
export interface Inside {
  seen: Observations
  troubles: Troubles
  /** Answers those who look, once there is something to look at. */
  open: (parts: { gateway: Gateway; channelLayer: Pick<ChannelLayer<never>, 'health'> }) => OperationsPort
  stop: () => void
}

/** Begins to count, to watch and to remember. */
export function createInside(parts: InsideParts): Inside {
  const { core, settings, environment, log } = parts
  const seen = createObservations(KNOWN_NAMES, log, environment.steadyNow)
  core.writer.addListener({
    fault: (error) => log.error({ err: error }, 'a fault in the hub'),
    written(commands, ms) {
      seen.groupSizes.add(commands)
      seen.commits.add(ms)
    },
  })
  const troubles = new Troubles()
  const { dataFolder } = settings
  const watch = startWatch({
    ...environment,
    troubles,
    database: databasePath(dataFolder),
    folder: dataFolder,
    freeBytes: freeBytesOf,
  })
  const stops = [watch.stop]
  return {
    seen,
    troubles,
    stop: () => stops.forEach((stop) => stop()),
    open({ gateway, channelLayer }) {
      const { writer } = core
      const readings = {
        connections: () => gateway.connections,
        waitingCommands: () => writer.waiting,
        waitingBytes: () => gateway.waitingBytes,
        disk: () => ({ ...watch.disk() }),
        seq: () => writer.counters.seq,
        occupancy: () => insideOf(headsOf(writer.counters)),
        channel: () => channelLayer.health(),
        isReady: () => troubles.list().length === 0,
        warnings: () => troubles.listWarnings().length,
      }
      const metrics = createMetrics(seen, readings, VERSION)
      stops.push(metrics.stop)
      return operationsPort(parts, seen, metrics)
    },
  }
}

function operationsPort(
  { core, environment, log }: InsideParts,
  seen: Observations,
  metrics: OperationsPort['metrics'],
): OperationsPort {
  const wait = (ms: number) => new Promise<void>((resolve) => environment.setTimeout(resolve, ms))
  let isProfiling = false
  return {
    version: VERSION,
    metrics,
    trace: (id) => traceRequest(core.store.db, id, { flow: seen.flow, clocks: environment }),
    setLogLevel: createLevelSwitch(log, environment),
    async profile(seconds) {
      if (isProfiling) throw new HubError('request_conflict', 'A profile is being taken. Wait for its end.')
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
export function countedSignIns(people: People, { signIns, refusedSignIns }: Observations): People {
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
    ...people,
    signIn: counted('code', people.signIn),
    signInByPassword: counted('password', people.signInByPassword),
    signInForAvGym: counted('password', people.signInForAvGym),
    signInByPin: counted('pin', people.signInByPin),
    refresh: counted('refresh', people.refresh),
    refreshForAvGym: counted('refresh', people.refreshForAvGym),
  }
}
