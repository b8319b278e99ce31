import { hashOfSecret } from '../auth/random.ts'
import type { Backups } from '../backup/backups.ts'
import { memoryChannelLayer } from '../channel-layer/memory.ts'
import { catchUpClosings, watchClosings } from '../jobs/end-overdue-visits.ts'
import { watchHalfHours } from '../jobs/record-occupancy.ts'
import { eventText, hiddenEventText, hubStatusText, statsPayload } from '../commands/frames.ts'
import { readMissedEvents } from '../commands/resume.ts'
import { runCommand } from '../commands/run-command.ts'
import { answerRequest } from '../commands/answer-request.ts'
import type { Asker } from '../commands/circumstances.ts'
import { shownGym } from '../commands/gym-settings.ts'
import type { MemberDirectory } from '../commands/search-members.ts'
import { takeSnapshot } from '../commands/snapshot.ts'
import { administration } from './administration.ts'
import { requireKept } from '../auth/admit-desk.ts'
import { hasRight } from '../auth/rights.ts'
import type { Person } from '../auth/tokens.ts'
import type { OverrideRight } from '../domain/overriding.ts'
import type { Environment } from '../platform/clock.ts'
import { hashOf, openCore, type Core } from './core.ts'
import { freeBytes } from '../platform/data-folder.ts'
import { fillWithDemo } from '../demo/demo.ts'
import { Gateway } from '../gateway/gateway.ts'
import type { HubPort } from '../gateway/hub-port.ts'
import { createStatsNews } from '../gateway/stats-news.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { OperationsPort } from '../http/operations-port.ts'
import { diagnosticsOfHub } from './diagnostics.ts'
import { keepHouse } from '../jobs/prune-history.ts'
import { countedSignIns, createInside, type Inside } from './instrumentation.ts'
import { backupPort, startBackups } from './backups.ts'
import { watchStatus } from '../health/hub-status.ts'
import { openDoors } from './listen.ts'
import { lanPort } from './lan.ts'
import type { Lan } from '../network/lan-service.ts'
import { watchDay } from '../jobs/day-rollover.ts'
import { createMemberDirectory } from '../commands/member-directory.ts'
import type { Logger } from '../observe/logger.ts'
import type { Observations } from '../observe/observations.ts'
import type { Trouble, Troubles } from '../health/problems.ts'
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
  startAnew: (demo: number) => void
}

/**
 * Joins the parts to a hub and resolves when it accepts connections. The caller holds the data folder's lock.
 * Throws a SettingError for a setting or a surrounding that it cannot work with; nothing is left running then.
 */
export async function createHub({ settings, environment, log, startAnew }: HubParts): Promise<Hub> {
  const core = await openCore(settings, environment)
  const closing: (() => void | Promise<void>)[] = [() => core.close()]
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    if (settings.demo > 0) await fillWithDemo(core, settings, environment)
    await catchUpClosings({ writer: core.writer, gym: settings.gym, log })
    return { ...(await open({ settings, environment, log, startAnew }, core, closing)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  { settings, environment, log, startAnew }: HubParts,
  core: Core,
  closing: (() => void | Promise<void>)[],
) {
  const { limits } = settings
  const connectRules = { ...settings, proxies: settings.behindProxy }
  const inside = createInside({ core, settings, environment, log })
  closing.push(inside.stop)
  const { seen } = inside
  const channelLayer = memoryChannelLayer<NamedEvent>(environment.steadyNow)
  const backups = startBackups(core, { settings, environment, log })
  closing.push(() => backups.close())
  const health = watchStatus({
    ...{ writer: core.writer, log, backups, troubles: inside.troubles, every: environment.every },
    freeBytes: () => freeBytes(settings.dataFolder),
    changed: (status) => gateway.notify(hubStatusText(status)),
  })
  closing.push(health.stop)
  const directory = createMemberDirectory({ store: core.store, environment, log })
  closing.push(directory.stop)
  const hub = {
    ...gatewayPort(core, seen, { settings, environment, log }, directory),
    status: health.status,
  }
  const gateway = new Gateway({ hub, channelLayer, limits, connectRules, log, seen, ...environment })
  const statsNews = newsOf(hub, gateway, settings, environment)
  const updates = createUpdates(settings, environment.now)
  tellOfCommits(core, statsNews.changed, [
    (events) => channelLayer.publish(events),
    directory.committed,
    updates.committed,
  ])

  const operations = inside.open({ gateway, channelLayer })
  const parts = { core, settings, environment, inside, operations, backups, gateway, updates, startAnew }
  const doors = await openDoors({
    ...{ settings, environment, log, gateway, connectRules, operations },
    hub: (lan, address) => httpPort({ ...parts, lan }, address),
  })
  closing.push(doors.close, ...watches(core, { settings, environment, log }, statsNews.changed))
  const { http, ws, setUp } = doors
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
    watchDay({ writer, environment, changed }),
    keepHouse(writer, environment, log),
    watchClosings({ writer, gym, environment, log }),
    watchHalfHours({ writer, timeZone: gym.dayRule.timeZone, environment, log }),
  ]
}

function newsOf(
  { stats }: HubPort,
  gateway: Gateway,
  { limits }: HubSettings,
  { setTimeout }: Environment,
): ReturnType<typeof createStatsNews> {
  const send = (text: string): void => gateway.notify(text)
  return createStatsNews({ delayMs: limits.statsDelayMs, stats, send, setTimeout })
}

interface HttpPortParts {
  core: Core
  settings: HubSettings
  environment: Environment
  inside: Inside
  operations: OperationsPort
  backups: Backups
  gateway: Gateway
  lan: Lan
  updates: Updates
  startAnew: HubParts['startAnew']
}

function httpPort(parts: HttpPortParts, address: () => string): HttpPort {
  const { core, settings, environment, inside, operations, backups, gateway, lan, updates, startAnew } =
    parts
  const { seen, troubles } = inside
  const state = () => ({
    sessions: gateway.liveCount,
    seq: core.writer.counters.seq,
    warnings: troubles.listWarnings(),
  })
  return {
    ...administration(core, settings, environment, { address, lan: () => lan.state }),
    lan: lanPort(lan, core, settings),
    setUp: createSetUp({ dataFolder: settings.dataFolder, people: core.people, startAnew }),
    ...backupPort(backups, core),
    people: countedSignIns(core.people, seen),
    messages: messagesPort({
      ...{ core, settings, now: environment.now },
      notify: (text, deskIds) => gateway.notify(text, deskIds),
    }),
    troubles: () => troublesOf(core, troubles, backups),
    updates: updates.plan,
    diagnostics: async () =>
      diagnosticsOfHub(settings, {
        now: environment.now(),
        metrics: operations.metrics.text,
        hub: {
          ...{
            ...state(),
            troubles: await troublesOf(core, troubles, backups),
            lastDrill: backups.lastDrill,
          },
          ...{ limits: settings.limits, network: lan.state },
        },
      }),
    state,
  }
}

function gatewayPort(
  core: Core,
  seen: Observations,
  { settings, environment }: HubContext,
  directory: MemberDirectory,
): Omit<HubPort, 'status'> {
  const { store, writer } = core
  const { now, newId } = environment
  const { gym } = settings
  const stats = () => statsPayload(writer.counters, now(), gym.capacity.places)
  return {
    verifyToken: core.people.verifyToken,
    standingOf: core.people.standingOf,
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
      const asking = {
        ...{ settings: gym, desk, actor, trustsDeskTime: desk.isOurs, newId, hashOfSecret },
        may: (right: OverrideRight) => hasRight(role, right),
      }
      writer.submit({
        run(context) {
          seen.flow.started(operation)
          return runCommand({ ...context, ...asking }, frame, hashOf)
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
function askerOf({ people }: Core, person: Person | null): Asker {
  return {
    id: person?.subject ?? '',
    maySeeOthers: person !== null && hasRight(person.role, 'read_audit'),
    signedInAt: () => people.signedInAt(person?.signIn ?? null),
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
async function troublesOf(core: Core, troubles: Troubles, backups: Backups): Promise<Trouble[]> {
  await core.writer.write((context) => saveState(context.tx, context.counters)).catch(() => undefined)
  return [...troubles.list(), ...backups.troubles()]
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
