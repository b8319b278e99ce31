import type { ChildProcess, SpawnOptions } from 'node:child_process'

/** How long a child may take to stop in order before it is killed: longer than the hub's and the shell's own limits. */
const STOP_TIMEOUT_MS = 12_000

/**
 * For children that are stopped by us: Ctrl-C goes to the whole group of the terminal, and a second signal tells a
 * hub not to wait for its desks.
 */
export const OWN_GROUP: SpawnOptions = { detached: process.platform !== 'win32' }

/** Resolves with the exit code of a child; a child that was ended by a signal has none. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve, reject) => {
    child.once('exit', resolve)
    child.once('error', reject)
  })
}

/** Asks a child to stop and resolves when it is gone; kills it if it takes too long. */
export async function stopChild(child: ChildProcess): Promise<void> {
  const gone = exitOf(child)
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await gone
  clearTimeout(timer)
}

/** Kills a child and resolves when it is gone, so that nothing writes into its folder any more. */
export async function killChild(child: ChildProcess): Promise<void> {
  const gone = exitOf(child)
  child.kill('SIGKILL')
  await gone
}

const running = new Set<ChildProcess>()
let isStopping = false

/** Takes a child as ours: when this process is asked to end, all of ours are stopped first, and it exits with 0. */
export function adopt(child: ChildProcess): void {
  if (running.size === 0)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopAll)
  running.add(child)
}

/** True from the moment this process was asked to end. */
export function isEnding(): boolean {
  return isStopping
}

/** However often it is asked: npm hands on the Ctrl-C that the terminal has sent already. */
function stopAll(): void {
  if (isStopping) return
  isStopping = true
  void Promise.all([...running].map(stopChild)).then(() => process.exit(0))
}
