import { configDefaults, defineConfig } from 'vitest/config'
import { memoryFolder } from './tests/support/memory-folder.ts'
import { EVERYDAY_SEED, SEED_VARIABLE } from './tests/support/random.ts'
import { suite } from './tests/support/suite.ts'

const isJudged = Boolean(process.env['CI'])

/** What looks into the file of SQLite: at what was tampered with in it, at files of versions before, and at how long they take. */
const OF_THE_FILE = [
  'tests/hub/**/*-migration.test.ts',
  'tests/hub/auth/audit.test.ts',
  'tests/hub/auth/staff.test.ts',
  'tests/hub/members/member-notes.test.ts',
]

/** Faults under a whole chain's desks. */
const CROWDS = ['tests/faults/{balancer,storm}.test.ts']

/** For tests that load no page: their hubs do not read its files, a fifth of what a start costs. */
const WITHOUT_PAGE = { TEST_WITHOUT_PAGE: '1' }

/** For all but those that attack the hub or measure it. */
const CHEAP_PASSWORDS = { TEST_CHEAP_PASSWORDS: '1' }

/** The folders of everyday tests, and of all programs that they start, are in memory where there is room. */
const folder = memoryFolder()
const IN_MEMORY: Record<string, string> = folder === null ? {} : { TMPDIR: folder }

/** For what a change has to pass; nothing is found there by chance that has been there for long. */
const SAME_EVERY_DAY = { [SEED_VARIABLE]: process.env[SEED_VARIABLE] ?? EVERYDAY_SEED }

/** The hub's tests on PostgreSQL. What they look at in the file of SQLite is not there. */
function onServer(
  name: string,
  include: string[],
  env: Record<string, string> = {},
): ReturnType<typeof suite> {
  return suite(name, 60_000, {
    globalSetup: [globalSetup, 'tests/support/postgres/prepare.ts'],
    include,
    exclude: [...configDefaults.exclude, ...OF_THE_FILE],
    setupFiles: ['tests/support/postgres/skip-without.ts'],
    env: { TEST_STORE: 'postgres', ...WITHOUT_PAGE, ...CHEAP_PASSWORDS, ...IN_MEMORY, ...env },
    isolate: false,
  })
}

/** Builds the page and finds a browser. */
const globalSetup = 'tests/support/prepare.ts'

/**
 * The suites. `npm test` runs the first two beside each other, `npm run test:all` the others one after the other. The two share
 * the workers: those of the screens, which are long, are taken first (vitest takes projects by their names), the many short ones fill up.
 */
export default defineConfig({
  test: {
    // Two cores are what it is made for. `npm test` takes a third worker: two leave a quarter of the cores unused while they wait.
    maxWorkers: 2,
    reporters: isJudged ? ['default', ['json', { outputFile: 'test-results/tests.json' }]] : ['default'],
    projects: [
      suite('browser', 240_000, {
        globalSetup,
        include: ['tests/e2e/**/*.test.ts'],
        // Files share their processes, and with them a browser; each test has pages, storage and a hub of its own.
        isolate: false,
        env: { ...CHEAP_PASSWORDS, ...IN_MEMORY, ...SAME_EVERY_DAY },
        // A browser on a shared machine may fail once for what the machine did; scripts/ci-summary.mjs tells.
        retry: isJudged ? 1 : 0,
      }),
      suite('quick', 60_000, {
        globalSetup,
        include: ['{server,renderer,electron,tests,bench,scripts}/**/*.test.{ts,tsx}'],
        exclude: [
          ...configDefaults.exclude,
          'tests/{e2e,faults,hostile,long}/**',
          'tests/hub/store/{both-stores,flights}.test.ts',
          'tests/hub/several/**',
        ],
        // Files share their processes: nothing here changes a module of ours.
        isolate: false,
        env: { ...WITHOUT_PAGE, ...CHEAP_PASSWORDS, ...IN_MEMORY, ...SAME_EVERY_DAY },
      }),
      // Several hubs, both stores beside each other, and the hub's tests of scans, check-ins and resuming once more over PostgreSQL.
      onServer(
        'postgres',
        [
          'tests/hub/several/!(move-killed|move-refused).test.ts',
          'tests/hub/visits/{check-in,scan}.test.ts',
          'tests/hub/sync/resume.test.ts',
          'tests/hub/store/{both-stores,flights,writer}.test.ts',
        ],
        SAME_EVERY_DAY,
      ),
      // All of them: people, members, messages, plans, visits, history; and moves that are killed.
      onServer('postgres-long', [
        'tests/hub/{auth,families,ledger,members,messages,plans,sync,visits}/**/*.test.ts',
        'tests/hub/several/move-*.test.ts',
        // Both stores with new random histories.
        'tests/hub/store/{both-stores,group-facts}.test.ts',
      ]),
      // Minutes each. In a browser: a thousand scans, a whole day, every screen in five languages, what front desks are complained about for.
      // The container, where there is an engine.
      suite('long', 240_000, {
        globalSetup,
        include: ['tests/long/**/*.test.ts'],
        retry: isJudged ? 1 : 0,
      }),
      // Kills the hub, cuts its power, fills its disk. Each file has a folder and a disk of its own.
      suite('faults', 60_000, {
        include: ['tests/faults/**/*.test.ts'],
        exclude: [...configDefaults.exclude, ...CROWDS],
      }),
      // A hundred desks each: two of them at once are two hundred, on the cores that are made for a few.
      suite('crowds', 60_000, { include: CROWDS, fileParallelism: false, sequence: { groupOrder: 1 } }),
      // Attacks the hub; what the attacked one still does is looked at, so nothing runs beside.
      suite('hostile', 60_000, { include: ['tests/hostile/**/*.test.ts'], fileParallelism: false }),
    ],
  },
})
