import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findProgram } from '../find-program.ts'
import { memoryFolder } from '../memory-folder.ts'

/** Where Debian has the programs of each version. */
const DEBIAN_FOLDER = '/usr/lib/postgresql'

/** The server refuses to run as root. */
const ACCOUNT = 'postgres'

const PATIENCE_MS = 60_000

/** A server of the tests' own: in a folder of its own, on a socket in it. */
export interface Cluster {
  /** The address of one of its databases. */
  address: (database: string) => string
  /** Stops it at once, as a power cut would; `start` starts it again. */
  kill: () => Promise<void>
  start: () => Promise<void>
  /** Stops all its processes where they are, as a network that loses everything looks from outside; `thaw` lets them go on. */
  freeze: () => void
  thaw: () => void
  /** Its processes: the one that was started, and those that it has made; none while it is not running. */
  pids: () => number[]
  /** Ends it and removes all. */
  remove: () => Promise<void>
}

/** Starts a server with its data in a folder of its own in `root`; null where PostgreSQL is not there and cannot be had. */
export async function startCluster(
  settings: readonly string[] = [],
  root = memoryFolder() ?? tmpdir(),
): Promise<Cluster | null> {
  const programs = findPrograms()
  if (programs === null) return null
  const folder = mkdtempSync(join(root, 'frontdesk-postgres-'))
  const owner = ownerOf(folder)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', ACCOUNT, '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    { ...owner, encoding: 'utf8', timeout: PATIENCE_MS },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const address = (database: string): string => `postgres://${ACCOUNT}@localhost/${database}?host=${folder}`
  let server: ChildProcess | null = null
  let ended = Promise.resolve()
  const start = async (): Promise<void> => {
    const given = [
      'listen_addresses=',
      `unix_socket_directories=${folder}`,
      'max_connections=300',
      ...settings,
    ]
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...given.flatMap((one) => ['-c', one])], {
      ...owner,
      stdio: 'ignore',
    })
    server = child
    ended = new Promise((resolve) => child.once('exit', () => resolve()))
    await answering(address('postgres'), child)
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server?.kill(signal)
    await ended
  }
  const pids = (): number[] => {
    const postmaster = server?.pid
    if (postmaster === undefined || server?.exitCode !== null || server.signalCode !== null) return []
    const { stdout } = spawnSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
    return [postmaster, ...stdout.split('\n').filter(Boolean).map(Number)]
  }
  const signalAll = (signal: NodeJS.Signals): void => pids().forEach((pid) => process.kill(pid, signal))
  await start()
  return {
    address,
    start,
    pids,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    // Immediate: no process of it writes anything more.
    kill: () => end('SIGQUIT'),
    async remove() {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

/** The folder of the newest version's programs. */
function findPrograms(): string | null {
  const newest = () => {
    const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : []
    const [version] = versions.sort((left, right) => Number(right) - Number(left))
    return version === undefined ? null : join(DEBIAN_FOLDER, version, 'bin')
  }
  if (newest() === null) findProgram('pg_ctl', 'postgresql')
  return newest()
}

/** As whom the server runs, who is given the folder: root hands it to the account of the package. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {}
  const idOf = (kind: '-u' | '-g') => Number(spawnSync('id', [kind, ACCOUNT], { encoding: 'utf8' }).stdout)
  const owner = { uid: idOf('-u'), gid: idOf('-g') }
  chownSync(folder, owner.uid, owner.gid)
  return owner
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const client = new pg.Client({ connectionString: address })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null || performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
