import { newSecret } from './auth/random.ts'
import { hashOfSecret } from './auth/random.ts'
import type { Backups } from './backup/backups.ts'
import { memoryChannelLayer } from './channel-layer/memory.ts'
import { eventText, hiddenEventText, hubStatusText, statsPayload } from './commands/frames.ts'
import { readMissedEvents } from './commands/resume.ts'
import { runCommand } from './commands/run-command.ts'
import { answerRequest } from './commands/answer-request.ts'
import { takeSnapshot } from './commands/snapshot.ts'
import { administration } from './administration.ts'
import { requireKept } from './auth/admit-desk.ts'
import { hasRight } from './auth/rights.ts'
import type { OverrideRight } from './domain/access.ts'
import { hashOf, openCore, type Core, type Surroundings } from './core.ts'
import { removeHubFile, writeHubFile } from './data-folder.ts'
import { fillWithDemo } from './demo.ts'
import { deskFolder } from './desk-folder.ts'
import { Gateway } from './gateway/gateway.ts'
import type { HubPort } from './gateway/hub-port.ts'
import { createStatsNews } from './gateway/stats-news.ts'
import type { HttpPort } from './http/http-port.ts'
import { createHttp } from './http/server.ts'
import { keepHouse } from './housekeeping.ts'
import { countedSignIns, createInside, type Inside } from './inside.ts'
import { backupPort, startBackups } from './hub-backups.ts'
import { watchStatus } from './hub-status.ts'
import { listen } from './listeners.ts'
import type { Logger } from './observe/logger.ts'
import type { Observations } from './observe/observations.ts'
import type { Trouble, Troubles } from './observe/troubles.ts'
import { messagesPort } from './messages.ts'
import type { HubSettings } from './settings.ts'
import { findDeskByToken, renameDesk } from './store/desks.ts'
import type { NamedEvent } from './store/event-log.ts'
import { saveState } from './store/state.ts'

export interface Hub {
  /** Where it is to be reached on this machine. */
  http: string
  ws: string
  close: () => Promise<void>
}

interface HubParts {
  settings: HubSettings
  surroundings: Surroundings
  log: Logger
}

/** How often the hub looks whether the business day has ended. */
const DAY_CHECK_MS = 1_000

/** How long a closing hub waits for its clients to take their goodbye. */
const CLOSE_WAIT_MS = 3_000

/**
 * Joins the parts to a hub and resolves when it accepts connections. The caller holds the data folder's lock.
 * Throws a SettingError for a setting or a surrounding that it cannot work with; nothing is left running then.
 */
export async function createHub({ settings, surroundings, log }: HubParts): Promise<Hub> {
  const core = await openCore(settings, surroundings)
  const closing: (() => void | Promise<void>)[] = [() => core.close()]
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    if (settings.demo > 0) await fillWithDemo(core, settings, surroundings)
    return { ...(await open({ settings, surroundings, log }, core, closing)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  { settings, surroundings, log }: HubParts,
  core: Core,
  closing: (() => void | Promise<void>)[],
) {
  const { limits, gym } = settings
  const connectRules = { ...settings, proxies: settings.behindProxy }
  const inside = createInside({ core, settings, surroundings, log })
  closing.push(inside.stop)
  const { seen } = inside
  const channelLayer = memoryChannelLayer<NamedEvent>(surroundings.steadyNow)
  const backups = startBackups(core, { settings, surroundings, log })
  closing.push(() => backups.close())
  const health = watchStatus({
    ...{ core, log, backups, troubles: inside.troubles, every: surroundings.every },
    changed: (status) => gateway.notify(hubStatusText(status)),
  })
  closing.push(health.stop)
  const hub = { ...gatewayPort(core, seen, { settings, surroundings, log }), status: health.status }
  const gateway = new Gateway({ hub, channelLayer, limits, connectRules, log, seen, ...surroundings })
  const statsNews = newsOf(hub, gateway, settings, surroundings)
  core.onCommitted = (events) => {
    channelLayer.publish(events)
    if (events.length > 0) statsNews.changed()
  }

  let http = ''
  const controlKey = newSecret()
  const server = await createHttp({
    hub: httpPort({ core, settings, surroundings, inside, backups, gateway }, () => http),
    operations: inside.open({ gateway, channelLayer }),
    limits,
    connectRules,
    controlKey,
    deskFolder: deskFolder(),
    log,
  })
  await server.ready()
  const listening = await listen({
    ...connectRules,
    handle: (request, response) => server.routing(request, response),
    gateway,
  })
  http = `http://127.0.0.1:${listening.port}/`
  const ws = `ws://127.0.0.1:${listening.port}/ws/checkins/`
  writeHubFile(settings.dataFolder, { pid: process.pid, http, ws, controlKey })
  closing.push(
    () => removeHubFile(settings.dataFolder),
    () => server.close(),
    () => closeListeners(listening.close),
    () => gateway.close(),
    surroundings.every(DAY_CHECK_MS, () => watchDay(core, surroundings, statsNews.changed)),
    keepHouse(core, surroundings, log),
  )
  log.info({ http, gym: gym.dayRule.timeZone, seq: core.writer.counters.seq }, 'the hub is ready')
  return { http, ws }
}

function newsOf(
  { stats }: HubPort,
  gateway: Gateway,
  { limits }: HubSettings,
  { setTimeout }: Surroundings,
): ReturnType<typeof createStatsNews> {
  const send = (text: string): void => gateway.notify(text)
  return createStatsNews({ delayMs: limits.statsDelayMs, stats, send, setTimeout })
}

interface HttpPortParts {
  core: Core
  settings: HubSettings
  surroundings: Surroundings
  inside: Inside
  backups: Backups
  gateway: Gateway
}

function httpPort(parts: HttpPortParts, address: () => string): HttpPort {
  const { core, settings, surroundings, inside, backups, gateway } = parts
  const { seen, troubles } = inside
  return {
    ...administration(core, settings, surroundings, address),
    ...backupPort(backups, core),
    people: countedSignIns(core.people, seen),
    messages: messagesPort({
      ...{ core, settings, now: surroundings.now },
      notify: (text, deskIds) => gateway.notify(text, deskIds),
    }),
    troubles: () => troublesOf(core, troubles, backups),
    state: () => ({
      sessions: gateway.liveCount,
      seq: core.writer.counters.seq,
      warnings: troubles.listWarnings(),
    }),
  }
}

/** Waits for the sockets to say goodbye, but not for one that never does. */
async function closeListeners(close: () => Promise<void>): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WAIT_MS).unref())
  await Promise.race([close(), patience])
}

function gatewayPort(
  core: Core,
  seen: Observations,
  { settings, surroundings }: HubParts,
): Omit<HubPort, 'status'> {
  const { store, writer } = core
  const { now, newId } = surroundings
  const { gym } = settings
  const stats = () => statsPayload(writer.counters, now(), gym.capacity)
  return {
    verifyToken: core.people.verifyToken,
    standingOf: core.people.standingOf,
    stats,
    gym: () => ({
      name: gym.name,
      timeZone: gym.dayRule.timeZone,
      warnings: settings.insecureLan ? ['insecure_lan'] : [],
    }),
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
        run: (context) => takeSnapshot(context, gym.capacity),
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
    ask: (method, params) =>
      answerRequest({ db: store.db, settings: gym, counters: writer.counters, now: now() }, method, params),
  }
}

/** Begins the new business day when it is time, also where nobody scans. */
function watchDay(core: Core, { now }: Surroundings, changed: () => void): void {
  if (now() < core.writer.counters.day.endsAt) return
  core.writer.submit({ run: () => Promise.resolve(), committed: changed, failed: () => undefined })
}

/** Writes for real: a full disk lets an empty transaction through. */
async function troublesOf(core: Core, troubles: Troubles, backups: Backups): Promise<Trouble[]> {
  await core.writer.write((context) => saveState(context.tx, context.counters)).catch(() => undefined)
  return [...troubles.list(), ...backups.troubles()]
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
