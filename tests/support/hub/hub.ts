import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { v7 as uuidv7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { Environment } from '../../../server/platform/clock.ts'
import { lockFolder, prepareFolder, readHubFile } from '../../../server/platform/data-folder.ts'
import { deskFolder } from '../../../server/platform/desk-folder.ts'
import { createHub, type Hub } from '../../../server/hub/hub.ts'
import { createLogger, type Logger } from '../../../server/observe/logger.ts'
import { readSettings, type GivenOptions } from '../../../server/settings/settings.ts'
import { atEnd } from '../for-whole-file.ts'
import { databaseFor, storesOnServer } from '../postgres/databases.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { environmentOfSuite } from './environment-of-suite.ts'
import { hubProgram } from './hub-program.ts'
import { beginDatabase } from './new-database.ts'

export interface TestHub extends Hub {
  folder: string
  log: Logger
  /** A fresh access token. */
  token: (role?: 'viewer' | 'receptionist' | 'manager') => Promise<string>
  /** A request to the hub as the command line on its machine, which may do everything. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

/** Where a test does not say, its gym is in no zone with summer time. */
const IN_UTC: NodeJS.ProcessEnv = { FRONTDESK_TIME_ZONE: 'UTC' }

/**
 * What of a hub's environment is the test's. Whoever holds its clock says also who has it do what it does at intervals: a sweep of
 * the real second that meets a clock of the test's closes the sockets whose tokens have ended by it.
 */
export type OwnEnvironment = Partial<Environment> & ({ now?: never } | Pick<Environment, 'now' | 'every'>)

/** Where a hub has its page from: nowhere in the suites whose tests load none (vitest.config.ts). */
const pageOfSuite = () => (process.env['TEST_WITHOUT_PAGE'] === undefined ? deskFolder() : null)

/** A real hub on a free port with its own SQLite file, in this process; closed when the test has finished, or all of its file have. */
export async function startHub(
  given: GivenOptions = {},
  environment: OwnEnvironment = {},
  env = IN_UTC,
  page = pageOfSuite(),
): Promise<TestHub> {
  const hub = await openHub(given.data ?? temporaryFolder(), given, environment, env, page)
  atEnd(hub.close)
  return hub
}

/** The same for whoever closes it: for several tests that each leave it as it was. */
export async function openHub(
  folder: string,
  given: GivenOptions = {},
  environment: OwnEnvironment = {},
  env: NodeJS.ProcessEnv = IN_UTC,
  page = pageOfSuite(),
): Promise<TestHub> {
  if (!storesOnServer() && given.database === undefined) await beginDatabase(folder)
  prepareFolder(folder)
  const lock = lockFolder(folder)
  if (!lock) throw new Error('The data folder is taken.')
  const onServer = storesOnServer() ? { database: await databaseFor(folder) } : {}
  const settings = readSettings({ port: '0', ...onServer, ...given, data: folder }, env)
  const log = createLogger(process.env['TEST_LOG'] === '1' ? 'debug' : 'silent')
  const restart = (): void => {
    throw new Error('A hub in the process of a test is set up before it is started.')
  }
  const hub = await createHub({
    settings,
    environment: { ...environmentOfSuite, ...environment },
    log,
    restart,
    superseded: () => void hub.close(),
    deskFolder: page,
  })
  const close = async (): Promise<void> => {
    await hub.close()
    lock.release()
  }
  return { ...hub, ...client(folder), close, folder, log }
}

export interface HubProcess extends Pick<TestHub, 'http' | 'ws' | 'folder' | 'token' | 'fetch'> {
  process: ChildProcess
  /** Where it is set up, as it has printed; absent where it is. */
  setUp?: string
  /** What it has written to stderr so far. */
  complaints: () => string
  /** Ends it with the signal and resolves with its exit code when it has ended. */
  stop: (signal: NodeJS.Signals) => Promise<number | null>
}

/** The hub as its own process, through the command line. */
export async function startHubProcess(
  args: readonly string[],
  folder = temporaryFolder(),
  nodeOptions: readonly string[] = [],
): Promise<HubProcess> {
  const child = spawn(process.execPath, [...nodeOptions, hubProgram(), 'serve', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  onTestFinished(async () => {
    await stop('SIGKILL')
  })
  const line = await Promise.race([firstLine(child), ended])
  if (typeof line !== 'string') throw new Error(`The hub did not start: ${complaints}`)
  const ready = JSON.parse(line) as { http: string; ws: string; setUp?: string }
  return { ...ready, ...client(folder), folder, process: child, complaints: () => complaints, stop }
}

/** What a hub says that refuses to start on a folder. */
export async function refusalOn(folder: string): Promise<string> {
  try {
    await startHubProcess(['--port', '0'], folder)
  } catch (error) {
    return String(error)
  }
  return 'It starts.'
}

function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (!stdout) throw new Error('The process has no output to read.')
  return new Promise((resolve) => createInterface(stdout).once('line', resolve))
}

/** The hub of a data folder, whoever has started it. */
export function client(folder: string): Pick<TestHub, 'token' | 'fetch'> {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => {
    const { http, controlKey } = readHubFile(folder)
    const headers = { authorization: `Bearer ${controlKey}`, ...(init.headers as Record<string, string>) }
    return fetch(new URL(path, http), { ...init, headers })
  }
  return {
    fetch: ask,
    async token(role = 'receptionist') {
      const body = JSON.stringify({ role, name: 'Test', ttlMs: 24 * 3_600_000 })
      const headers = { 'content-type': 'application/json' }
      const response = await ask('api/v1/access-tokens', { method: 'POST', body, headers })
      return ((await response.json()) as { access: string }).access
    },
  }
}

export interface TestMember {
  id: string
  full_name: string
  card: string
}

/** Adds one member with a card; anything of the members file can be set. */
export async function addMember(
  hub: Pick<TestHub, 'fetch'>,
  columns: Record<string, string> = {},
): Promise<TestMember> {
  const id = uuidv7()
  const row = {
    id,
    full_name: 'Sofia Lindqvist',
    membership_type: 'Unlimited',
    credentials: `CARD-${id}`,
    ...columns,
  }
  const body = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`
  const response = await hub.fetch('api/v1/members/import', {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/csv' },
  })
  if (!response.ok) throw new Error(await response.text())
  return { id: row.id, full_name: row.full_name, card: row.credentials }
}
