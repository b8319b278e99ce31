import type { Fault } from '../fault.ts'

/** What happened last at all desks. */
export const recentEventFaults: readonly Fault[] = [
  {
    name: 'a snapshot without the past: refusals and departures are told to nobody who comes later',
    file: 'server/commands/snapshot.ts',
    was: '{ present, stats, epoch, seq, recent }',
    becomes: '{ present, stats, epoch, seq, recent: recent.slice(0, 0) }',
    caughtBy: ['tests/hub/sync/recent-events.test.ts'],
    title: 'comes later',
  },
  {
    name: 'the past of a snapshot ends before its own turn',
    file: 'server/commands/recent-events.ts',
    was: 'missing > 0 ?',
    becomes: 'missing > 1_000_000 ?',
    caughtBy: ['tests/hub/sync/snapshot.test.ts'],
    title: 'in the same turn, once',
  },
  {
    name: 'the past of a snapshot has the same turn twice',
    file: 'server/commands/recent-events.ts',
    was: 'last = events.at(-1)?.seq ?? last',
    becomes: 'void last',
    caughtBy: ['tests/hub/sync/snapshot.test.ts'],
    title: 'in the same turn, once',
    isSlow: true,
  },
  {
    name: 'a hub that starts knows nothing of what happened',
    file: 'server/commands/recent-events.ts',
    was: 'await readLastEvents(store.db, RECENT_TYPES, MAX_RECENT_EVENTS)',
    becomes: '(await readLastEvents(store.db, RECENT_TYPES, MAX_RECENT_EVENTS)).slice(0, 0)',
    caughtBy: ['tests/hub/sync/recent-events.test.ts'],
    title: 'started again',
    isSlow: true,
  },
  {
    name: 'a desk passes over the past that it is given',
    file: 'renderer/services/apply-frame.ts',
    was: 'recent.reduce<readonly Activity[]>(withEvent, [])',
    becomes: 'recent.slice(0, 0).reduce<readonly Activity[]>(withEvent, [])',
    caughtBy: ['renderer/services/apply-frame.test.ts'],
    title: 'whoever is inside',
  },
  {
    name: 'a list that a reload empties',
    file: 'renderer/services/apply-frame.ts',
    was: 'recent.reduce<readonly Activity[]>(withEvent, [])',
    becomes: 'recent.slice(0, 0).reduce<readonly Activity[]>(withEvent, [])',
    caughtBy: ['tests/e2e/all-desks.test.ts'],
    isSlow: true,
  },
]
