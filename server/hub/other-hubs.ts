import { memoryChannelLayer } from '../channel-layer/memory.ts'
import { redisChannelLayer } from '../channel-layer/redis.ts'
import type { ChannelLayer } from '../channel-layer/channel-layer.ts'
import { createFeed, type Feed } from '../channel-layer/feed.ts'
import { readMissedEvents } from '../commands/resume.ts'
import { readNotice } from '../commands/messages/message-handlers.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { judgeClock } from '../health/clock-apart.ts'
import { watchLeftBehind } from '../health/left-behind.ts'
import type { Problems } from '../health/problems.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { findDeskSession, listNotices, readSharedVersions } from '../store/shared-state.ts'
import type { NoticesTable } from '../store/tables/shared.ts'
import type { Core } from './core.ts'

/** How often the others' commits are looked for: it makes up for messages that are lost. */
const LOOK_MS = 1_000

/** The same while nobody carries messages. */
const LOOK_ALONE_MS = 250

interface NewsContext {
  settings: HubSettings
  environment: Environment
  problems: Problems
  log: Logger
}

/** All that becomes history, whichever hub on the database has written it. */
interface News {
  feed: Feed<NamedEvent>
  channel: ChannelLayer
  /** Tells the desks of a gateway what other hubs tell theirs, from now on. Returns how to stop. */
  followOthers: (gateway: Pick<Gateway, 'notify' | 'deskElsewhere'>) => Promise<() => void>
}

/** Begins to give out this hub's commits, and to say to the others that there are some. */
export function openNews(core: Core, context: NewsContext): News {
  const { settings, environment, log } = context
  const { store, writer } = core
  const channel = openChannel(core, context)
  const feed = createFeed<NamedEvent>({
    from: writer.counters.seq,
    readAfter: (seq) => readMissedEvents(store.db, seq),
    failed: (error) => log.warn({ err: error }, 'the log of events cannot be read'),
  })
  writer.addListener({ committed: feed.take })
  writer.addListener({ committed: () => channel.publish(core.self) })
  return {
    feed,
    channel,
    async followOthers(gateway) {
      if (settings.database === null) return () => undefined
      const isChannelShared = settings.redis !== null
      const parts = {
        ...core,
        ...environment,
        feed,
        channel,
        isChannelShared,
        problems: context.problems,
        log,
      }
      return followOtherHubs({ ...parts, ...noticesOf(core, gateway) })
    },
  }
}

/** How a hub is heard by the others: through Redis, where there is one. */
function openChannel({ writer }: Core, { settings, environment, log }: NewsContext): ChannelLayer {
  const { redis } = settings
  const { steadyNow } = environment
  if (redis === null) return memoryChannelLayer(steadyNow)
  return redisChannelLayer({
    ...{ address: redis, channel: `frontdesk:${writer.counters.epoch}`, steadyNow },
    changed(isUp, why) {
      if (isUp) log.info('Redis carries news to the other hubs')
      else log.warn({ why }, 'Redis is away: the other hubs hear of news a quarter of a second later')
    },
  })
}

/** What is to be done where another hub has changed something that is no event. */
interface OtherNews {
  /** Who may do what. */
  peopleChanged: () => Promise<void>
  /** What desks are told of. */
  noticed: (notice: NoticesTable) => Promise<void>
}

/** Tells the desks here what another hub has told those there. */
function noticesOf(
  { store, accounts, clock }: Core,
  gateway: Pick<Gateway, 'notify' | 'deskElsewhere'>,
): OtherNews {
  return {
    peopleChanged: accounts.reload,
    async noticed({ kind, subject }) {
      if (kind === 'desk') {
        const desk = await findDeskSession(store.db, subject)
        if (desk) gateway.deskElsewhere(desk.ended_at === null ? 'began' : 'ended', desk, desk.session)
        return
      }
      const notice = await readNotice(store.db, { kind, subject }, clock.now())
      if (notice) gateway.notify(notice.frame, notice.deskIds)
    },
  }
}

interface FollowParts
  extends
    Pick<Core, 'self' | 'store' | 'writer'>,
    Pick<Environment, 'now' | 'steadyNow' | 'every'>,
    OtherNews {
  feed: Feed<NamedEvent>
  channel: ChannelLayer
  /** True where the channel reaches other hubs, as long as it is up. */
  isChannelShared: boolean
  problems: Problems
  log: Logger
}

/** Keeps a hub as far as the others on its database are. Returns how to stop. */
async function followOtherHubs(parts: FollowParts): Promise<() => void> {
  const { self, store, writer, feed, channel, log } = parts
  // Who may do what was read a while ago: it is read anew at the first look.
  const known = { people: -1, notices: (await readSharedVersions(store.db)).notices }
  // The memory of this process carries nothing to others.
  const isCarried = (): boolean => parts.isChannelShared && channel.health().isUp
  const leftBehind = watchLeftBehind(parts)
  let isLooking = false
  let isAskedAgain = false
  let lookedAt = -Infinity

  const lookOnce = async (): Promise<void> => {
    lookedAt = parts.steadyNow()
    const { seq, isNew } = await writer.catchUp()
    feed.reach(seq)
    // Numbers may be new without an event.
    if (isNew) feed.take([])
    const asked = { before: parts.now() }
    const { people, notices, now: database } = await readSharedVersions(store.db)
    judgeClock(parts.problems, { ...asked, database, after: parts.now() })
    leftBehind.read()
    if (people !== known.people) await parts.peopleChanged()
    known.people = people
    if (notices === known.notices) return
    for (const notice of await listNotices(store.db, known.notices, self)) {
      await parts.noticed(notice)
      known.notices = notice.version
    }
    known.notices = Math.max(known.notices, notices)
  }
  const look = async (): Promise<void> => {
    isAskedAgain = true
    if (isLooking) return
    isLooking = true
    try {
      while (isAskedAgain) {
        isAskedAgain = false
        await lookOnce()
      }
    } catch (error) {
      // The storage says so where it is away; it is looked again in a moment.
      log.debug({ err: error }, 'the other hubs cannot be followed')
    } finally {
      isLooking = false
    }
  }
  await look()
  const stops = [
    channel.subscribe((from) => {
      if (from === self) return
      leftBehind.heard()
      void look()
    }),
    parts.every(LOOK_ALONE_MS, () => {
      leftBehind.judge()
      const isDue = parts.steadyNow() - lookedAt >= LOOK_MS
      if (isDue || !isCarried()) void look()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}
