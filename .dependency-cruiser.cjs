/** Who may know whom: the floors of docs/architecture.md, checked by a machine. */

/** The hub's rooms, from the top floor down. A room imports those below its floor, never one beside it or above it. */
const HUB_FLOORS = [
  ['cli'],
  ['hub', 'standby'],
  ['http', 'gateway', 'network', 'demo'],
  ['settings', 'jobs'],
  ['commands', 'health', 'backup'],
  ['auth', 'platform'],
  ['store'],
  ['domain'],
  ['protocol', 'observe', 'channel-layer'],
]

const NODE = [
  '^node:',
  '^(crypto|fs|fs/promises|http|https|net|os|path|readline|stream|stream/consumers|stream/promises|timers/promises|tls|url|util|v8|child_process|events|perf_hooks|worker_threads|zlib|inspector/promises)$',
]
const packages = (...names) => names.map((name) => `node_modules/(@types/)?${name}/`)

/** What each room uses from outside the house, Node's own modules among it. */
const OUTSIDE = {
  cli: [...packages('commander'), ...NODE],
  hub: NODE,
  standby: [...packages('zod'), ...NODE],
  http: [...packages('fastify', '@fastify/[^/]+', 'zod'), ...NODE],
  gateway: [...packages('ws'), ...NODE],
  network: [
    ...packages('bonjour-service', '@peculiar/x509', 'reflect-metadata', 'write-file-atomic'),
    ...NODE,
  ],
  demo: packages('uuid'),
  settings: [...packages('zod', 'write-file-atomic'), ...NODE],
  jobs: [],
  commands: packages('zod', '@streamparser/json', 'csv-parse', 'csv-stringify', 'fflate', 'read-excel-file'),
  health: NODE,
  backup: [...packages('zod'), ...NODE],
  auth: [...packages('jsonwebtoken', 'zod', '@node-rs/argon2'), ...NODE],
  platform: [...packages('zod', 'write-file-atomic'), ...NODE],
  // SQL lives here; the drivers are for open-*.ts and postgres/, see below.
  store: packages('kysely', 'better-sqlite3', 'pg'),
  // Shared with the page: no Node, no DOM, and of packages only these.
  domain: packages('libphonenumber-js'),
  protocol: packages('zod'),
  observe: [...packages('pino', 'prom-client'), ...NODE],
  'channel-layer': packages('ioredis'),
}

/** Files outside the hub's rooms that a room reads. */
const DATA = { demo: ['^resources/demo/'], platform: ['^package\\.json$'] }

const hubRooms = HUB_FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const below = HUB_FLOORS.slice(floor + 1).flat()
    const own = [room, ...below].map((name) => `^server/${name}/`)
    return {
      name: `server-${room}`,
      severity: 'error',
      from: { path: `^server/${room}/`, pathNot: '\\.test\\.ts$' },
      to: { pathNot: [...own, ...OUTSIDE[room], ...(DATA[room] ?? [])] },
    }
  }),
)

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...hubRooms,
    {
      name: 'server-has-rooms-only',
      comment: 'A file at the root of server/, or in a room that has no floor, is under no rule.',
      severity: 'error',
      from: { path: '^server/', pathNot: `^server/(${HUB_FLOORS.flat().join('|')})/` },
      to: {},
    },
    {
      name: 'drivers-only-in-store',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/store/(open-|postgres/)' },
      to: { path: packages('better-sqlite3', 'pg') },
    },
    {
      name: 'renderer',
      comment:
        'The desk runs in a browser: of the hub only its protocol and its rules, of the shell only types.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { path: ['^server/(?!protocol/|domain/)', '^electron/(?!bridge\\.ts)', ...NODE] },
    },
    {
      name: 'services-know-no-react',
      severity: 'error',
      from: { path: '^renderer/services/' },
      to: {
        path: [
          '^renderer/(app|features|contexts|ui)/',
          ...packages('react', 'react-dom', 'react-i18next', '@tanstack/react-query'),
        ],
      },
    },
    {
      name: 'features-apart',
      comment: 'A feature never imports another feature.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(features|services|contexts|app)/' },
    },
    {
      name: 'electron',
      comment:
        'The shell forks the built hub and knows of it only types, what both sides of the wire share, what a hub is started with, and how a log is kept.',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: [
          '^server/(?!protocol/|observe/(?:last-lines|log-file)\\.ts|settings/start-settings\\.ts)',
          '^renderer/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'electron-only-in-shell',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: 'node_modules/electron/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
