import type { ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import type { HubReady } from '../electron/ready-line.ts'
import { adopt, exitOf, isEnding, stopChild } from './child.ts'
import { spawnHub } from './hub-child.ts'
import { ROOT } from './project.ts'

/** An editor writes a file in several steps, a formatter right after it: one restart for all of them. */
const QUIET_MS = 150

/** What the hub is made of. */
const SOURCES = 'server'

interface RestartingHubParts {
  dataFolder: string
  options: readonly string[]
  /** Gets the log of every hub. */
  log: NodeJS.WritableStream
  say: (line: string) => void
}

/**
 * Keeps a hub that is started again on every save in server/, on the same port. Resolves when the first one is ready;
 * one that does not start waits for the next save.
 */
export async function startRestartingHub(parts: RestartingHubParts): Promise<HubReady> {
  const first = Promise.withResolvers<HubReady>()
  let port = '0'
  let running: ChildProcess | null = null

  const start = async (): Promise<void> => {
    const { child, ready } = spawnHub(['--data', parts.dataFolder, '--port', port, ...parts.options], 'pipe')
    running = child
    adopt(child)
    child.stderr?.pipe(parts.log, { end: false })
    const address = await ready
    if (address === null) {
      parts.say('The hub does not start. It is tried again on the next save.')
      return
    }
    port = new URL(address.http).port
    first.resolve(address)
    void exitOf(child).then(() => {
      if (running === child && !isEnding())
        parts.say('The hub has ended. It is started again on the next save.')
    })
  }
  onSave(async (file) => {
    parts.say(`${SOURCES}/${file} was saved: the hub is started again.`)
    const before = running
    running = null
    if (before) await stopChild(before)
    await start()
  })
  void start()
  return first.promise
}

/** Calls back after saves, never while it is still at work on the last one. */
function onSave(restart: (file: string) => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined
  let work = Promise.resolve()
  watch(join(ROOT, SOURCES), { recursive: true }, (_event, file) => {
    if (file === null || !file.endsWith('.ts') || file.endsWith('.test.ts')) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      work = work.then(() => restart(file.replaceAll('\\', '/')))
    }, QUIET_MS)
  })
}
