import { memoryChannelLayer } from '../channel-layer/memory.ts'
import type { ChannelLayer } from '../channel-layer/channel-layer.ts'
import { createFeed, type Feed } from '../channel-layer/feed.ts'
import { readMissedEvents } from '../commands/resume.ts'
import { readNotice } from '../commands/messages/message-handlers.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Problems } from '../health/problems.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { findDeskSession } from '../store/shared-state.ts'
import type { Core } from './core.ts'
import { followOtherHubs, type OtherNews } from './follow-other-hubs.ts'

/** Whoever signs in waits no longer than this for what other hubs have written. */
const LONGEST_WAIT_MS = 1_000

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
  /** Resolves when this hub knows what was acknowledged at others before, after a moment in any case; null where it is alone. */
  caughtUp: (() => Promise<void>) | null
}

/** Begins to give out this hub's commits, and to say to the others that there are some. */
export async function openNews(core: Core, context: NewsContext): Promise<News> {
  const { settings, environment, log } = context
  const { store, writer } = core
  const channel = await openChannel(core, context)
  const feed = createFeed<NamedEvent>({
    from: writer.counters.seq,
    readAfter: (seq) => readMissedEvents(store.db, seq),
    failed: (error) => log.warn({ err: error }, 'the log of events cannot be read'),
  })
  writer.addListener({ committed: feed.take })
  // A group that was refused is no news.
  writer.addListener({
    storage(error) {
      if (error === null) channel.publish(core.self)
    },
  })
  const isAlone = settings.database === null
  let look = (): Promise<void> => Promise.resolve()
  return {
    feed,
    channel,
    caughtUp: isAlone ? null : () => withoutDelay(look(), environment),
    async followOthers(gateway) {
      if (isAlone) return () => undefined
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
      const followed = await followOtherHubs({ ...parts, ...noticesOf(core, gateway) })
      look = followed.look
      return followed.stop
    },
  }
}

/** Nobody is kept waiting because the database is: that is said in its own words. */
async function withoutDelay(
  work: Promise<void>,
  { setTimeout }: Pick<Environment, 'setTimeout'>,
): Promise<void> {
  await Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))])
}

/** How a hub is heard by the others: through Redis, where there is one. */
async function openChannel(
  { writer }: Core,
  { settings, environment, log }: NewsContext,
): Promise<ChannelLayer> {
  const { redis } = settings
  const { steadyNow } = environment
  if (redis === null) return memoryChannelLayer(steadyNow)
  // Only here: a hub alone starts without the client.
  const { redisChannelLayer } = await import('../channel-layer/redis.ts')
  return redisChannelLayer({
    ...{ address: redis, channel: `frontdesk:${writer.counters.epoch}`, steadyNow },
    changed(isUp, why) {
      if (isUp) log.info('Redis carries news to the other hubs')
      else log.warn({ why }, 'Redis is away: the other hubs hear of news a quarter of a second later')
    },
  })
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
        if (desk) gateway.deskElsewhere(desk.ended_at === null ? 'began' : 'ended', desk)
        return
      }
      const notice = await readNotice(store.db, { kind, subject }, clock.now())
      if (notice) gateway.notify(notice.frame, notice.deskIds)
    },
  }
}
