/** Who may know whom: the table of docs/architecture.md, checked by a machine. */

/** A rule that the files of one room import only these paths; packages by name, node's own as `node:`. */
function room(name, path, allowed, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path, pathNot: '\\.test\\.tsx?$' },
    to: { pathNot: [path, ...allowed] },
  }
}

const ours = (...rooms) => rooms.map((folder) => `^server/${folder}`)
const packages = (...names) => names.map((name) => `node_modules/${name}/`)
const NODE = [
  '^node:',
  '^(crypto|fs|fs/promises|http|net|os|path|stream|stream/promises|url|util|v8|child_process|events|perf_hooks|inspector/promises)$',
]

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    room('protocol', '^server/protocol/', packages('zod'), 'Shared with the desk: nothing but zod.'),
    room('domain', '^server/domain/', ours('protocol/'), 'Pure rules: no Node, no DOM, no database.'),
    room(
      'store',
      '^server/store/(?!open-)',
      [...ours('protocol/', 'domain/'), ...packages('kysely')],
      'SQL lives here; drivers only in open-*.ts.',
    ),
    room('store-drivers', '^server/store/open-', [
      ...ours('store/'),
      ...packages('kysely', 'better-sqlite3'),
    ]),
    room('commands', '^server/commands/', [
      ...ours('protocol/', 'domain/', 'store/'),
      ...packages('zod', 'csv-parse', 'csv-stringify'),
    ]),
    room('channel-layer', '^server/channel-layer/', ours('protocol/')),
    room('auth', '^server/auth/', [
      ...ours('protocol/', 'store/'),
      ...packages('jsonwebtoken', 'zod', '@node-rs/argon2'),
      ...NODE,
    ]),
    room('gateway', '^server/gateway/', [
      ...ours(
        'protocol/',
        'commands/',
        'auth/',
        'observe/',
        'channel-layer/channel-layer\\.ts',
        'limits\\.ts',
      ),
      ...packages('ws', '@types/ws'),
      ...NODE,
    ]),
    room('http', '^server/http/', [
      ...ours('protocol/', 'commands/', 'auth/', 'observe/', 'limits\\.ts'),
      ...packages('fastify', '@fastify/[^/]+', 'zod'),
      ...NODE,
    ]),
    room('backup', '^server/backup/', [
      ...ours('protocol/', 'domain/', 'store/', 'sha256\\.ts'),
      ...packages('zod'),
      '^worker_threads$',
      ...NODE,
    ]),
    room('lan', '^server/lan/', [
      ...ours('protocol/', 'observe/', 'setting-error\\.ts', 'settings\\.ts'),
      ...packages('bonjour-service', '@peculiar/x509', 'reflect-metadata'),
      ...NODE,
    ]),
    room(
      'observe',
      '^server/observe/',
      [...packages('pino', 'prom-client'), ...NODE],
      'Knows nothing of ours.',
    ),
    {
      name: 'sqlite-only-in-store',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/store/open-' },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'only-cli-knows-hub',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/run-command-line\\.ts$' },
      to: { path: '^server/hub\\.ts$' },
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
        'The shell forks the built hub and knows of it only types, what both sides of the wire share, and how a log is kept.',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: ['^server/(?!protocol/|observe/(?:last-lines|log-file)\\.ts)', '^renderer/'],
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
