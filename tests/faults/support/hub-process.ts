import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export interface FaultyHub {
  ws: string
  http: string
  process: ChildProcess
  /** The hub's own, also behind a wrapper. */
  pid: number
  /** Everything on stderr so far. */
  said: () => string
  /** Kills it as a power cut or the system does, and waits until it is gone. */
  kill: () => Promise<void>
}

interface HubOptions {
  folder: string
  environment?: Record<string, string>
  /** A module that is loaded before the hub. */
  preload?: string
  args?: readonly string[]
  /** The limits that a gym has, instead of none for a load. */
  ownLimits?: boolean
  /** What is run instead of Node, with Node's own command line after it. */
  wrapper?: readonly string[]
}

/** Starts the hub's command line and resolves when it accepts connections; throws with what it said where it does not. */
export async function startFaultyHub(options: HubOptions): Promise<FaultyHub> {
  const { folder, environment = {}, preload, args = [], wrapper = [] } = options
  const limits = options.ownLimits ? [] : NO_LIMITS
  const own = [
    '--import',
    preload ?? 'data:text/javascript,',
    'server/cli/main.ts',
    'serve',
    '--data',
    folder,
  ]
  const command = [
    ...wrapper,
    process.execPath,
    ...own,
    '--port',
    '0',
    '--log-level',
    'warn',
    ...limits,
    ...args,
  ]
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FRONTDESK_TIME_ZONE: 'UTC', ...environment },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<null>((resolve) => child.once('exit', () => resolve(null)))
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended,
  ])
  if (line === null) throw new Error(`The hub did not start: ${said}`)
  const { ws, http, pid } = JSON.parse(line) as { ws: string; http: string; pid: number }
  const kill = async (): Promise<void> => {
    // The hub itself: a wrapper around it would leave it running.
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return { ws, http, pid, process: child, said: () => said, kill }
}

/** The load is meant to be more than a desk may send. */
const NO_LIMITS = ['--limit', 'framesPerSecond=0', '--limit', 'socketsBeforeSignIn=1000']
