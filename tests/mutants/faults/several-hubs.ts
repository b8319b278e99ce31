import type { Fault } from '../fault.ts'

const FEED = ['server/channel-layer/feed.test.ts']

/** What hubs on one database tell each other. */
export const severalHubsFaults: readonly Fault[] = [
  {
    name: 'a proxy elsewhere puts its clients on the hub’s own machine',
    file: 'server/auth/client-address.ts',
    was: ' && !isLoopback(hop)',
    becomes: '',
    caughtBy: ['server/auth/client-address.test.ts'],
    title: 'names its own machine',
  },
  {
    name: 'everybody is a proxy',
    file: 'server/settings/start-settings.ts',
    was: "=> !given.endsWith('/0')",
    becomes: "=> given !== ''",
    caughtBy: ['server/settings/settings.test.ts'],
    title: 'is refused where it stands',
  },
  {
    name: 'a database that is away for all makes every hub unready',
    file: 'server/health/readiness.ts',
    was: 'new Set([STORAGE_UNAVAILABLE, ',
    becomes: 'new Set([',
    caughtBy: ['server/health/readiness.test.ts'],
    title: 'away for all',
  },
  {
    name: 'a hub that cannot read is left behind though nobody goes on',
    file: 'server/health/left-behind.ts',
    was: ' && at - heardAt < BEHIND_MS',
    becomes: '',
    caughtBy: ['server/health/left-behind.test.ts'],
    title: 'as well off',
  },
  {
    name: 'whoever asks while it is looked is content with the look that goes on',
    file: 'server/platform/one-at-a-time.ts',
    was: 'next ??= last\n',
    becomes: 'next = last\n',
    caughtBy: ['server/platform/one-at-a-time.test.ts'],
    title: 'begins after they asked',
  },
  {
    name: 'a feed that gives out again what came twice',
    file: 'server/channel-layer/feed.ts',
    was: 'const news = events.filter(({ seq }) => seq > last)',
    becomes: 'const news = events.filter(({ seq }) => seq > 0)',
    caughtBy: FEED,
    title: 'nothing twice',
  },
  {
    name: 'a feed that gives out what is not its turn yet',
    file: 'server/channel-layer/feed.ts',
    was: 'if (news.length === 0 || news[0]?.seq === last + 1) {',
    becomes: 'if (news.length >= 0) {',
    caughtBy: FEED,
    title: 'reads from the log',
  },
  {
    name: 'a feed that keeps answers waiting for events of other hubs',
    file: 'server/channel-layer/feed.ts',
    was: '      give([])\n',
    becomes: '',
    caughtBy: FEED,
    title: 'without events',
  },
  {
    name: 'a feed that reads no further than a page',
    file: 'server/channel-layer/feed.ts',
    was: 'while (known > last) {',
    becomes: 'if (known > last) {',
    caughtBy: FEED,
    title: 'page by page',
    isSlow: true,
  },
]
