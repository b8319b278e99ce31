import { spawn, type ChildProcess } from 'node:child_process'
import { Redis } from 'ioredis'
import { atEnd } from '../for-whole-file.ts'
import { findProgram } from '../find-program.ts'
import { freePort } from '../free-port.ts'
import { patience } from '../patience.ts'

const PATIENCE_MS = patience(20_000)

/** A Redis of the tests' own, in memory alone. */
export interface RedisServer {
  address: string
  /** Ends it as a power cut would; `start` starts it again on the same port, empty. */
  kill: () => Promise<void>
  start: () => Promise<void>
  /** Its process, or undefined while it is not running. */
  pid: () => number | undefined
  /** Sends it a command, such as FLUSHALL. */
  ask: (...words: [string, ...string[]]) => Promise<unknown>
}

/** The path of the program, or null where it is not there and cannot be had. */
export function findRedis(): string | null {
  return findProgram('redis-server')
}

/** Starts one; ended when the test has finished. */
export async function startRedis(program: string): Promise<RedisServer> {
  const server = await openRedis(program)
  atEnd(server.kill)
  return server
}

/** The same for whoever ends it with `kill`. */
export async function openRedis(program: string): Promise<RedisServer> {
  const port = await freePort()
  const address = `redis://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let ended = Promise.resolve()
  const start = async (): Promise<void> => {
    const started = spawn(program, ['--port', String(port), '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    })
    child = started
    ended = new Promise((resolve) => started.once('exit', () => resolve()))
    await answering(address)
  }
  const kill = async (): Promise<void> => {
    child?.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    ...{ address, start, kill },
    pid: () => (child?.signalCode === null ? child.pid : undefined),
    ask: (...words) => asking(address, (redis) => redis.call(...words)),
  }
}

async function answering(address: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      await asking(address, (redis) => redis.ping())
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function asking<Answer>(address: string, ask: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(address, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return await ask(redis)
  } finally {
    redis.disconnect()
  }
}
