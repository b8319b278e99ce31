import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/project.ts'
import { readHubFile } from '../../server/platform/data-folder.ts'
import type { ScanFrame } from '../load/job.ts'
import { askHub } from '../subjects/hub.ts'
import { startSubject } from '../subjects/start.ts'
import type { Servers } from './servers.ts'
import { cardOf } from './store-job.ts'

const HUBS = 3

/** Tokens of one hub are good at all of them. */
const ENV = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: 'a secret that all hubs of the chain have' }

export interface ChainHub {
  ws: string
  http: string
  /** As the command line on its machine, which may do everything. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

/** Hubs with everything on, on one database. */
export interface Chain {
  hubs: ChainHub[]
  /** A receptionist's, for all of them. */
  token: string
  stop: () => Promise<void>
}

/** Starts them in processes of their own, with Redis in between or without. */
export async function startChain(servers: Servers, name: string, redis: string | null): Promise<Chain> {
  const folders = Array.from({ length: HUBS }, (_, at) => join(servers.folder, `${name}-${at}`))
  const running = await Promise.all(folders.map((folder) => startHub(folder, servers.database, redis)))
  const token = await askHub(folders[0] ?? '', 'token', '--role', 'receptionist')
  return {
    hubs: running.map(({ ws }, at) => chainHub(folders[at] ?? '', ws)),
    token: token.trim(),
    async stop() {
      await Promise.all(running.map(({ stop }) => stop()))
    },
  }
}

function startHub(folder: string, database: string, redis: string | null) {
  mkdirSync(folder)
  const command = [
    ...[join(ROOT, 'server/cli/main.ts'), 'serve', '--data', folder, '--port', '0'],
    ...['--database', database, '--limit', 'framesPerSecond=0'],
    ...(redis === null ? [] : ['--redis', redis]),
  ]
  // Nothing is bound to a core: there are more processes than cores.
  return startSubject({ name: 'hub', command: () => command, env: ENV }, folder, (whole) => [...whole])
}

function chainHub(folder: string, ws: string): ChainHub {
  const { http, controlKey } = readHubFile(folder)
  return {
    ...{ ws, http },
    fetch(path, init = {}) {
      const headers = { authorization: `Bearer ${controlKey}`, ...(init.headers as Record<string, string>) }
      return fetch(new URL(path, http), { ...init, headers })
    },
  }
}

/** For each member the scan of their card. */
export function scansOf(members: readonly string[]): ScanFrame[] {
  return members.map((memberId) => ({ type: 'scan', memberId, payload: { code: cardOf(memberId) } }))
}
