import { hashOfSecret } from '../auth/random.ts'
import type { Backups } from '../backup/backups.ts'
import { memoryChannelLayer } from '../channel-layer/memory.ts'
import { endOverdueVisitsAtStart, endOverdueVisitsWhenDue } from '../jobs/end-overdue-visits.ts'
import { recordOccupancy } from '../jobs/record-occupancy.ts'
import { eventText, hiddenEventText, hubStatusText, statsPayload } from '../commands/frames.ts'
import { readMissedEvents } from '../commands/resume.ts'
import { runCommand } from '../commands/run-command.ts'
import { answerRequest } from '../commands/answer-request.ts'
import type { Asker } from '../commands/rule-context.ts'
import { shownGym } from '../commands/gym-settings.ts'
import type { MemberDirectory } from '../commands/search-members.ts'
import { takeSnapshot } from '../commands/snapshot.ts'
import { administration } from './administration.ts'
import { requireKept } from '../auth/register-desk.ts'
import { hasRight } from '../auth/rights.ts'
import type { Person } from '../auth/tokens.ts'
import type { OverrideRight } from '../domain/overriding.ts'
import type { Environment } from '../platform/clock.ts'
import { hashOf, openCore, type Core } from './core.ts'
import { freeBytes } from '../platform/data-folder.ts'
import { fillWithDemo } from '../demo/demo.ts'
import { Gateway } from '../gateway/gateway.ts'
import type { HubPort } from '../gateway/hub-port.ts'
import { createStatsBroadcaster } from '../gateway/stats-broadcaster.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { OperationsPort } from '../http/operations-port.ts'
import { diagnosticsOfHub } from './diagnostics.ts'
import { pruneHistory } from '../jobs/prune-history.ts'
import { countedSignIns, createInstrumentation, type Instrumentation } from './instrumentation.ts'
import { backupPort, startBackups } from './backups.ts'
import { watchStatus } from '../health/hub-status.ts'
import { listen } from './listen.ts'
import { lanPort } from './lan.ts'
import type { Lan } from '../network/lan-service.ts'
import { rollOverDay } from '../jobs/day-rollover.ts'
import { createMemberDirectory } from '../commands/member-directory.ts'
import type { Logger } from '../observe/logger.ts'
import type { Metrics } from '../observe/metrics.ts'
import type { Problem, Problems } from '../health/problems.ts'
import { messagesPort } from './messages.ts'
import type { HubSettings } from '../settings/settings.ts'
import { findDeskByToken, renameDesk } from '../store/desks.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { createSetUp } from './set-up.ts'
import { createUpdates, type Updates } from './update-plan.ts'
import { saveState } from '../store/state.ts'

export interface Hub {
  /** Where it is to be reached on this machine. */
  http: string
  ws: string
  /** Where it is set up, with the code for it; null where it is set up already. */
  setUp: string | null
  close: () => Promise<void>
}

interface HubContext {
  settings: HubSettings
  environment: Environment
  log: Logger
}

interface HubParts extends HubContext {
  /** Closes this hub and starts it on what was set meanwhile, on the same port, with so many demo members where it has none. */
  restart: (demo: number) => void
}

/**
 * Joins the parts to a hub and resolves when it accepts connections. The caller holds the data folder's lock.
 * Throws a SettingError for a setting or a surrounding that it cannot work with; nothing is left running then.
 */
export async function createHub({ settings, environment, log, restart }: HubParts): Promise<Hub> {
  const core = await openCore(settings, environment)
  const closing: (() => void | Promise<void>)[] = [() => core.close()]
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    if (settings.demo > 0) await fillWithDemo(core, settings, environment)
    await endOverdueVisitsAtStart({ writer: core.writer, gym: settings.gym, log })
    return { ...(await open({ settings, environment, log, restart }, core, closing)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  { settings, environment, log, restart }: HubParts,
  core: Core,
  closing: (() => void | Promise<void>)[],
) {
  const { limits } = settings
  const connectRules = { ...settings, proxies: settings.behindProxy }
  const instrumentation = createInstrumentation({ core, settings, environment, log })
  closing.push(instrumentation.stop)
  const { metrics } = instrumentation
  const channelLayer = memoryChannelLayer<NamedEvent>(environment.steadyNow)
  const backups = startBackups(core, { settings, environment, log })
  closing.push(() => backups.close())
  const health = watchStatus({
    ...{ writer: core.writer, log, backups, problems: instrumentation.problems, every: environment.every },
    freeBytes: () => freeBytes(settings.dataFolder),
    changed: (status) => gateway.notify(hubStatusText(status)),
  })
  closing.push(health.stop)
  const directory = createMemberDirectory({ store: core.store, environment, log })
  closing.push(directory.stop)
  const hub = {
    ...gatewayPort(core, metrics, { settings, environment, log }, directory),
    status: health.status,
  }
  const gateway = new Gateway({ hub, channelLayer, limits, connectRules, log, metrics, ...environment })
  const statsBroadcaster = broadcasterOf(hub, gateway, settings, environment)
  const updates = createUpdates(settings, environment.now)
  tellOfCommits(core, statsBroadcaster.changed, [
    (events) => channelLayer.publish(events),
    directory.committed,
    updates.committed,
  ])

  const operations = instrumentation.open({ gateway, channelLayer })
  const parts = {
    core,
    settings,
    environment,
    instrumentation,
    operations,
    backups,
    gateway,
    updates,
    restart,
  }
  const listening = await listen({
    ...{ settings, environment, log, gateway, connectRules, operations },
    hub: (lan, address) => httpPort({ ...parts, lan }, address),
  })
  closing.push(listening.close, ...watches(core, { settings, environment, log }, statsBroadcaster.changed))
  const { http, ws, setUp } = listening
  log.info({ http, gym: settings.gym.dayRule.timeZone, seq: core.writer.counters.seq }, 'the hub is ready')
  return { http, ws, setUp }
}

/** Tells of what became history, and that the numbers have changed. */
function tellOfCommits(core: Core, changed: () => void, told: ((events: NamedEvent[]) => void)[]): void {
  const isReviewed = changeIn(() => core.writer.counters.toReview)
  for (const committed of told) core.writer.addListener({ committed })
  core.writer.addListener({
    committed(events) {
      if (events.length > 0 || isReviewed()) changed()
    },
  })
}

/** What the hub does by itself when it is time; each is a function that ends it. */
function watches(
  core: Core,
  { settings, environment, log }: HubContext,
  changed: () => void,
): (() => void)[] {
  const { gym } = settings
  const { writer } = core
  return [
    rollOverDay({ writer, environment, changed }),
    pruneHistory(writer, environment, log),
    endOverdueVisitsWhenDue({ writer, gym, environment, log }),
    recordOccupancy({ writer, timeZone: gym.dayRule.timeZone, environment, log }),
  ]
}

function broadcasterOf(
  { stats }: HubPort,
  gateway: Gateway,
  { limits }: HubSettings,
  { setTimeout }: Environment,
): ReturnType<typeof createStatsBroadcaster> {
  const send = (text: string): void => gateway.notify(text)
  return createStatsBroadcaster({ delayMs: limits.statsDelayMs, stats, send, setTimeout })
}

interface HttpPortParts {
  core: Core
  settings: HubSettings
  environment: Environment
  instrumentation: Instrumentation
  operations: OperationsPort
  backups: Backups
  gateway: Gateway
  lan: Lan
  updates: Updates
  restart: HubParts['restart']
}

function httpPort(parts: HttpPortParts, address: () => string): HttpPort {
  const {
    core,
    settings,
    environment,
    instrumentation,
    operations,
    backups,
    gateway,
    lan,
    updates,
    restart,
  } = parts
  const { metrics, problems } = instrumentation
  const state = () => ({
    sessions: gateway.liveCount,
    seq: core.writer.counters.seq,
    warnings: problems.listWarnings(),
  })
  return {
    ...administration(core, settings, environment, { address, lan: () => lan.state }),
    lan: lanPort(lan, core, settings),
    setUp: createSetUp({ dataFolder: settings.dataFolder, accounts: core.accounts, restart }),
    ...backupPort(backups, core),
    accounts: countedSignIns(core.accounts, metrics),
    messages: messagesPort({
      ...{ core, settings, now: environment.now },
      notify: (text, deskIds) => gateway.notify(text, deskIds),
    }),
    problems: () => problemsOf(core, problems, backups),
    updates: updates.plan,
    diagnostics: async () =>
      diagnosticsOfHub(settings, {
        now: environment.now(),
        metrics: operations.exposition.text,
        hub: {
          ...{
            ...state(),
            problems: await problemsOf(core, problems, backups),
            lastRestoreTest: backups.lastRestoreTest,
          },
          ...{ limits: settings.limits, network: lan.state },
        },
      }),
    state,
  }
}

function gatewayPort(
  core: Core,
  metrics: Metrics,
  { settings, environment }: HubContext,
  directory: MemberDirectory,
): Omit<HubPort, 'status'> {
  const { store, writer } = core
  const { now, newId } = environment
  const { gym } = settings
  const stats = () => statsPayload(writer.counters, now(), gym.capacity.places)
  return {
    verifyToken: core.accounts.verifyToken,
    sessionStatusOf: core.accounts.sessionStatusOf,
    stats,
    gym: () => shownGym(gym),
    async findDesk(deskToken, name) {
      const desk = requireKept(await findDeskByToken(store.db, hashOfSecret(deskToken)))
      if (!desk) return null
      if (name === undefined || name === desk.name) return { id: desk.id, name: desk.name }
      await writer.write((context) => renameDesk(context.tx, desk.id, name, context.now))
      return { id: desk.id, name }
    },
    run(frame, { desk, actor, role }, operation, done) {
      const caller = {
        ...{ settings: gym, desk, actor, trustsDeskTime: desk.isOurs, newId, hashOfSecret },
        may: (right: OverrideRight) => hasRight(role, right),
      }
      writer.submit({
        run(context) {
          metrics.timeline.started(operation)
          return runCommand({ ...context, ...caller }, frame, hashOf)
        },
        committed: done,
        failed: (error) => done(asError(error)),
      })
    },
    snapshot(done) {
      writer.submit({
        run: (context) => takeSnapshot(context, gym.capacity.places),
        committed: done,
        failed: (error) => done(asError(error)),
      })
    },
    async missedEvents(seq) {
      const events = await readMissedEvents(store.db, seq)
      return events.map((event) => ({
        seq: event.seq,
        text: eventText(event),
        hiddenText: hiddenEventText(event),
      }))
    },
    ask: (method, params, person) => {
      const known = { db: store.db, directory, settings: gym, counters: writer.counters, now: now() }
      return answerRequest({ ...known, asker: askerOf(core, person) }, method, params)
    },
  }
}

/** Who asks a question, and what they may see. */
function askerOf({ accounts }: Core, person: Person | null): Asker {
  return {
    id: person?.subject ?? '',
    maySeeOthers: person !== null && hasRight(person.role, 'read_audit'),
    signedInAt: () => accounts.signedInAt(person?.signIn ?? null),
  }
}

/** Says whether a number is another one than when it was asked last. */
function changeIn(read: () => number): () => boolean {
  let known = read()
  return () => {
    const before = known
    known = read()
    return known !== before
  }
}

/** Writes for real: a full disk lets an empty transaction through. */
async function problemsOf(core: Core, problems: Problems, backups: Backups): Promise<Problem[]> {
  await core.writer.write((context) => saveState(context.tx, context.counters)).catch(() => undefined)
  return [...problems.list(), ...backups.problems()]
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
