import type { Fault } from '../fault.ts'

const FEED = ['server/channel-layer/feed.test.ts']

/** What hubs on one database tell each other. */
export const severalHubsFaults: readonly Fault[] = [
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
