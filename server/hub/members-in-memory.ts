import { createMemberDirectory } from '../commands/members/member-directory.ts'
import type { MemberDirectory } from '../commands/members/search-members.ts'
import { openStandings, type Standings } from '../commands/members/standings/live-standings.ts'
import { dayOf } from '../commands/visits/rule-context.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { Core } from './core.ts'
import { openNameIndex } from './open-name-index.ts'

/** What is kept of all members in memory: their names for a search, how they stand for lists. */
export interface MembersInMemory {
  directory: MemberDirectory
  standings: Standings
  /** Told after each commit what became history. */
  committed: (events: readonly NamedEvent[]) => void
  stop: () => Promise<void>
}

interface MembersContext {
  settings: HubSettings
  environment: Environment
  log: Logger
}

export function keepMembersInMemory(
  core: Core,
  { settings, environment, log }: MembersContext,
): MembersInMemory {
  const { store, writer } = core
  const { gym } = settings
  const today = (): string => dayOf({ counters: writer.counters, settings: gym }, environment.now())
  const directory = createMemberDirectory({ store, environment, openIndex: openNameIndex, log })
  const standings = openStandings({ store, environment, settings: gym, today, log })
  return {
    ...{ directory, standings },
    committed(events) {
      directory.committed(events)
      standings.committed(events)
    },
    async stop() {
      standings.stop()
      await directory.stop()
    },
  }
}
