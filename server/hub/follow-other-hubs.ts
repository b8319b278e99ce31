import type { ChannelLayer } from '../channel-layer/channel-layer.ts'
import type { Feed } from '../channel-layer/feed.ts'
import { watchClockApart } from '../health/clock-apart.ts'
import { watchLeftBehind } from '../health/left-behind.ts'
import type { Problems } from '../health/problems.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import { oneAtATime } from '../platform/one-at-a-time.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { DatabaseAway } from '../store/postgres/errors.ts'
import { listNotices, readSharedVersions } from '../store/shared-state.ts'
import type { NoticesTable } from '../store/tables/shared.ts'
import type { Core } from './core.ts'

/** How often the others' commits are looked for: it makes up for messages that are lost. */
const LOOK_MS = 1_000

/** The same while nobody carries messages. */
const LOOK_ALONE_MS = 250

/** What is to be done where another hub has changed something that is no event. */
export interface OtherNews {
  /** Who may do what. */
  peopleChanged: () => Promise<void>
  /** What desks are told of. */
  noticed: (notice: NoticesTable) => Promise<void>
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

interface Followed {
  /** Resolves when all that was written before has been looked at, or cannot be. */
  look: () => Promise<void>
  stop: () => void
}

/** Keeps a hub as far as the others on its database are. */
export async function followOtherHubs(parts: FollowParts): Promise<Followed> {
  const { self, store, writer, feed, channel, log } = parts
  // Who may do what was read a while ago: it is read anew at the first look.
  const known = { people: -1, notices: (await readSharedVersions(store.db)).notices }
  // The memory of this process carries nothing to others.
  const isCarried = (): boolean => parts.isChannelShared && channel.health().isUp
  const leftBehind = watchLeftBehind(parts)
  const judgeClock = watchClockApart(parts.problems, parts)
  let lookedAt = -Infinity

  const lookOnce = async (): Promise<void> => {
    lookedAt = parts.steadyNow()
    const { seq, isNew } = await writer.catchUp()
    feed.reach(seq)
    // Numbers may be new without an event.
    if (isNew) feed.take([])
    const before = parts.now()
    const { people, notices, now: database } = await readSharedVersions(store.db)
    judgeClock({ before, database })
    leftBehind.answered()
    if (people !== known.people) await parts.peopleChanged()
    known.people = people
    if (notices === known.notices) return
    for (const notice of await listNotices(store.db, known.notices, self)) {
      await parts.noticed(notice)
      known.notices = notice.version
    }
    known.notices = Math.max(known.notices, notices)
  }
  const look = oneAtATime(() =>
    lookOnce().catch((error: unknown) => {
      if (!(error instanceof DatabaseAway)) leftBehind.answered()
      // The storage says so where it is away; it is looked again in a moment.
      log.debug({ err: error }, 'the other hubs cannot be followed')
    }),
  )
  await look()
  writer.addListener({ storage: (error) => error === null && leftBehind.written() })
  const stops = [
    channel.subscribe((from) => {
      if (from === self) return
      leftBehind.written()
      void look()
    }),
    parts.every(LOOK_ALONE_MS, () => {
      leftBehind.judge()
      const isDue = parts.steadyNow() - lookedAt >= LOOK_MS
      if (isDue || !isCarried()) void look()
    }),
  ]
  return { look, stop: () => stops.forEach((stop) => stop()) }
}
