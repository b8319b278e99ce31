import { crc32 } from 'node:zlib'
import { proxiesOf } from '../auth/client-address.ts'
import { newSecret } from '../auth/random.ts'
import { walkPages } from '../backup/page-walk.ts'
import { createCall, type Call } from '../commands/call.ts'
import { listHandlers } from '../commands/lists/list-handlers.ts'
import { mappingHandlers } from '../commands/members/saved-mappings.ts'
import { changeHandlers } from '../commands/changes/change-handlers.ts'
import { duplicateHandlers } from '../commands/duplicates/duplicate-handlers.ts'
import { ledgerHandlers } from '../commands/ledger/ledger-handlers.ts'
import { memberHandlers } from '../commands/members/member-handlers.ts'
import { messageHandlers } from '../commands/messages/message-handlers.ts'
import { openCatalogue, type Catalogue } from '../commands/plans/catalogue.ts'
import { familyHandlers } from '../commands/families/family-handlers.ts'
import { planHandlers } from '../commands/plans/plan-handlers.ts'
import { shutDaysHandlers } from '../commands/plans/shut-days-handlers.ts'
import { questionHandlers } from '../commands/question-handlers.ts'
import { openRecentEvents } from '../commands/recent-events.ts'
import { isoTime } from '../domain/iso-time.ts'
import { fillWithDemo } from '../demo/demo.ts'
import { Gateway } from '../gateway/gateway.ts'
import { createStatsBroadcaster } from '../gateway/stats-broadcaster.ts'
import { watchDatabaseFiles, type DatabaseFiles } from '../health/database-file.ts'
import { watchStatus } from '../health/hub-status.ts'
import { endOverdueVisitsAtStart, endOverdueVisitsWhenDue } from '../jobs/end-overdue-visits.ts'
import { rollOverDay } from '../jobs/day-rollover.ts'
import { eraseTraces } from '../jobs/erase-traces.ts'
import { pruneHistory } from '../jobs/prune-history.ts'
import { takeBackWhatBroke } from '../jobs/take-back-what-broke.ts'
import { recordOccupancy } from '../jobs/record-occupancy.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import { countryOfZone } from '../platform/country-of-zone.ts'
import { databasePath, freeBytes } from '../platform/data-folder.ts'
import { sha256 } from '../platform/sha256.ts'
import type { HubStatus, StatsPayload } from '../protocol/server-frames.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { findMergedInto } from '../store/merges.ts'
import { startBackups } from './backups.ts'
import { compareApart } from './compare-apart.ts'
import { openCore, type Core } from './core.ts'
import { gatewayPort } from './gateway-port.ts'
import { drainOf } from './drain.ts'
import { accountHandlers, machineHandlers, type MachineParts } from './handlers.ts'
import { createHealthReport } from './health-report.ts'
import { httpPort } from './http-port.ts'
import { createInstrumentation } from './instrumentation.ts'
import { networkOf } from './lan.ts'
import { makeLink } from './links.ts'
import { createListeners } from './listen.ts'
import { memberFiles, type MemberFiles } from './member-files.ts'
import { keepMembersInMemory, type MembersInMemory } from './members-in-memory.ts'
import { openNews } from './other-hubs.ts'
import { openStandIn } from './stand-in.ts'
import { keepDesksOnly } from './standbys.ts'
import { tellGymTerms } from './tell-gym-terms.ts'
import { createUpdates } from './update-plan.ts'

export interface Hub {
  /** Where it is to be reached on this machine. */
  http: string
  ws: string
  /** Where it is set up, with the code for it; null where it is set up already. */
  setUp: string | null
  /** Before it is closed: lets its desks go over to other hubs on the database, where it shares one. */
  drain: () => Promise<void>
  close: () => Promise<void>
}

interface HubContext {
  settings: HubSettings
  environment: Environment
  log: Logger
}

interface HubParts extends HubContext {
  /** Where the built desk page is; null where none is served. */
  deskFolder: string | null
  /** Closes this hub and starts it on what was set meanwhile, on the same port, with so many demo members where it has none. */
  restart: (demo: number) => void
  /** Told once, with a sentence, when another hub of the gym has taken over: this one must be closed, and not be started again. */
  superseded: (sentence: string) => void
}

interface OpenParts extends HubParts {
  catalogue: Catalogue
}

type Closing = (() => void | Promise<void>)[]

/**
 * Joins the parts to a hub and resolves when it accepts connections. The caller holds the data folder's lock.
 * Throws a SettingError for a setting or an environment that it cannot work with; nothing is left running then.
 */
export async function createHub(parts: HubParts): Promise<Hub> {
  const core = await openCore(parts.settings, parts.environment)
  const closing: Closing = [() => core.close()]
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const { environment, log } = parts
    if (parts.settings.demo > 0) await fillWithDemo(core, parts.settings, environment)
    const catalogue = await openCatalogue({ store: core.store, gym: parts.settings.gym, log })
    const settings = { ...parts.settings, gym: catalogue.gym }
    await tellGymTerms(core, settings)
    await endOverdueVisitsAtStart({ writer: core.writer, gym: settings.gym, log })
    return { ...(await open({ ...parts, settings, catalogue }, core, closing)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(parts: OpenParts, core: Core, closing: Closing): Promise<Omit<Hub, 'close'>> {
  const { settings, environment, log, restart, superseded, catalogue, deskFolder } = parts
  const instrumentation = createInstrumentation({ core, settings, environment, log })
  closing.push(instrumentation.stop)
  const { metrics, problems } = instrumentation
  const { feed, channel, followOthers, caughtUp } = await openNews(core, { ...parts, problems })
  closing.push(() => channel.close())
  const backups = startBackups(core, { settings, environment, problems, log })
  closing.push(() => backups.close())
  const { files, status } = watchHealth(core, { settings, environment, log }, closing, {
    ...{ backups, problems },
    changed: (payload) => gateway.notify({ type: 'hub_status', payload }),
  })
  const members = keepMembersInMemory(core, { settings, environment, log })
  closing.push(members.stop)
  const recent = await openRecentEvents({ ...core, feed })
  const standIn = await openStandIn({
    ...{ core, settings, environment, log, backups, problems, superseded, closing },
    changed: () => stats.changed(),
    sendDesksAway: () => gateway.close(),
  })
  const hub = {
    ...gatewayPort({ core, recent, metrics, settings, environment, standIn }),
    ...{ caughtUp, status, call: (...asked: Parameters<Call>) => call(...asked) },
  }
  const connectRules = { ...settings, proxies: proxiesOf(settings.behindProxy) }
  const gateway = new Gateway({
    ...{ hub, feed, limits: settings.limits, connectRules, known: core.known, log, metrics, ...environment },
    trustedNow: core.clock.now,
  })
  const listeners = createListeners({
    ...{ ...core, settings, environment, log, gateway, connectRules, standIn, deskFolder },
  })
  const { lan, address } = listeners
  const instruments = instrumentation.open({ gateway, channel })
  const report = createHealthReport({
    ...{ core, settings, environment, backups, gateway, lan, problems, files, instruments, standIn },
  })
  const call = callOf({ core, settings, environment, log, catalogue }, members, gateway, {
    makeLink: (asked, actor) => makeLink(core.accounts, { address, lan: () => lan.state }, asked, actor),
    network: networkOf(lan, core, settings),
    confirmClock: confirmationOf(core),
    diagnostics: report.diagnostics,
    deskRemoved: () => keepDesksOnly(standIn.standbys, core),
  })
  const updates = createUpdates(settings, core.clock.now)
  const stats = broadcasterOf(hub.stats, gateway, { settings, environment, log })
  const numbersChanged = whereNumbersChange(core, stats.changed)
  for (const heard of [catalogue.heard, members.committed, updates.committed, numbersChanged])
    feed.subscribe(heard)
  closing.push(await followOthers(gateway))
  const imports = memberFiles(core, settings, environment)
  const { close, ...reached } = await listeners.open(
    httpPort({ core, settings, files: imports, metrics, backups, updates, report, restart, call, standIn }),
    instruments,
  )
  closing.push(close, ...jobs(core, { settings, environment, log }, { changed: stats.changed, imports }))
  logReady(core, { settings, environment, log }, reached)
  return { ...reached, drain: drainOf({ settings, environment, log, problems, gateway }) }
}

/** Watches the files of the database and what is in them: nothing is acknowledged where one of them is not what it was. */
function watchFiles(
  { writer, store }: Core,
  { settings, environment, log }: HubContext,
  closing: Closing,
): DatabaseFiles {
  if (settings.database !== null) return NO_FILES
  const { every } = environment
  const database = databasePath(settings.dataFolder)
  const files = watchDatabaseFiles({ database, writer, every })
  const stopWalking = walkPages({ database, every, log, damaged: (error) => writer.doubt(error) })
  closing.push(files.stop, stopWalking, eraseTraces({ writer, store, files, every, log }))
  return files
}

/** Watches all that the hub stands on, and tells in the words that desks are sent. */
function watchHealth(
  core: Core,
  context: HubContext,
  closing: Closing,
  told: Pick<Parameters<typeof watchStatus>[0], 'backups' | 'problems' | 'changed'>,
): { files: DatabaseFiles; status: () => HubStatus } {
  const { settings, environment, log } = context
  const files = watchFiles(core, context, closing)
  const { status, stop } = watchStatus({
    ...{ writer: core.writer, log, files, every: environment.every, ...told },
    isDatabaseShared: settings.database !== null,
    freeBytes: () => freeBytes(settings.dataFolder),
  })
  closing.push(stop)
  return { files, status }
}

/** A server looks after its own. */
const NO_FILES: DatabaseFiles = {
  look: () => undefined,
  areThere: () => true,
  logEmptied: () => undefined,
  stop: () => undefined,
}

/** Sends the numbers to every desk, a moment after they changed. */
function broadcasterOf(
  stats: () => StatsPayload,
  gateway: Pick<Gateway, 'notify'>,
  { settings, environment }: HubContext,
): ReturnType<typeof createStatsBroadcaster> {
  return createStatsBroadcaster({
    stats,
    delayMs: settings.limits.statsDelayMs,
    send: (frame) => gateway.notify(frame),
    setTimeout: (callback, ms) => environment.setTimeout(callback, ms),
  })
}

/** The country of a gym is that of its time zone; looked for where it is first asked for. */
function countryOfGym({ dayRule }: HubSettings['gym']): () => Promise<string | null> {
  let country: Promise<string | null> | null = null
  return () => (country ??= countryOfZone(dayRule.timeZone))
}

/** The one way to all that is called by name. */
function callOf(
  { core, settings, environment, catalogue }: HubContext & { core: Core; catalogue: Catalogue },
  members: MembersInMemory,
  gateway: Pick<Gateway, 'notify'>,
  { deskRemoved, ...machine }: MachineParts & { deskRemoved: () => Promise<void> },
): Call {
  const { store, writer, accounts, clock } = core
  const { gym, limits } = settings
  const { now, newId, setImmediate } = environment
  const means = { fingerprints: { hash: sha256, newSalt: newSecret }, newId }
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const asOfNow = { now, trustedNow: clock.now }
  return createCall(
    {
      ...questionHandlers({
        ...{ ...members, ...asOfNow, store, writer, settings: gym },
        signedInAt: (signIn) => accounts.signedInAt(signIn),
        country: countryOfGym(gym),
      }),
      ...memberHandlers({ writer, settings: gym, catalogue, checksum: crc32, ...means }),
      ...listHandlers({
        ...{ store, writer, fingerprints: means.fingerprints },
        context: () => ({
          ...members,
          ...{ db: store.db, settings: gym, counters: writer.counters, now: now(), trustedNow: clock.now() },
        }),
      }),
      ...duplicateHandlers({
        ...{ store, writer, nextTurn, openComparing: compareApart, checksum: crc32 },
        ...{ settings: gym, trustedNow: clock.now, ...means },
      }),
      ...ledgerHandlers({ store, writer, ...means }),
      ...familyHandlers({
        ...{ store, writer, directory: members.directory, catalogue, checksum: crc32, ...means, ...asOfNow },
      }),
      ...planHandlers({ store, writer, catalogue, ...means, now, setImmediate }),
      ...shutDaysHandlers({ store, writer, settings: gym, newId, nextTurn }),
      ...changeHandlers({ store, writer, ...means, nextTurn }),
      ...mappingHandlers({ store, writer }),
      ...messageHandlers({
        ...{ store, writer, now: clock.now, timeZone: gym.dayRule.timeZone },
        perMinute: limits.staffMessagesPerMinute,
        notify: (frame, deskIds) => gateway.notify(frame, deskIds),
      }),
      ...accountHandlers(accounts, deskRemoved),
      ...machineHandlers(machine),
    },
    (memberId) => findMergedInto(store.db, memberId),
  )
}

/** Calls back after a commit that changed what the numbers say. */
function whereNumbersChange({ writer }: Core, changed: () => void): (events: readonly NamedEvent[]) => void {
  let toReview = writer.counters.toReview
  return (events) => {
    const before = toReview
    toReview = writer.counters.toReview
    if (events.length > 0 || toReview !== before) changed()
  }
}

/** How a person says that the clock of this PC is right. */
function confirmationOf({ clock, writer }: Core): MachineParts['confirmClock'] {
  return async (actor) => {
    const aheadMs = clock.suspectByMs()
    clock.confirm()
    return writer.write(({ audit, now }) => {
      if (aheadMs !== null) audit({ actor, action: 'clock_confirmed', details: { aheadMs } })
      return { now: isoTime(now) }
    })
  }
}

/** What the hub does by itself when it is time; each is a function that ends it. */
function logReady({ writer }: Core, { settings, log }: HubContext, { http }: Pick<Hub, 'http'>): void {
  const { seq } = writer.counters
  log.info({ http, gym: settings.gym.dayRule.timeZone, seq }, 'the hub is ready')
}

function jobs(
  core: Core,
  { settings, environment, log }: HubContext,
  { changed, imports }: { changed: () => void; imports: Pick<MemberFiles, 'takeBackBroken'> },
): (() => void)[] {
  const { gym } = settings
  const { writer, clock } = core
  const { every } = environment
  return [
    rollOverDay({ writer, environment, changed }),
    pruneHistory(writer, environment, log),
    endOverdueVisitsWhenDue({ writer, gym, clock, every, log }),
    takeBackWhatBroke({ ...imports, every, log }),
    recordOccupancy({ writer, timeZone: gym.dayRule.timeZone, environment, log }),
  ]
}
