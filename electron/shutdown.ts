import type { App } from 'electron'
import type { Log } from './log.ts'
import { exitNow } from './relaunch.ts'

/**
 * Returns what runs the steps now, once. Quits when the last window is closed, and runs the steps, the last one first, before the app exits: no part outlives
 * the shell. A step that fails is logged and does not keep the others from running.
 */
export function stopBeforeExit(
  app: App,
  steps: readonly (() => Promise<void>)[],
  log: Log,
): () => Promise<void> {
  let stopped: Promise<void> | null = null
  const stop = (): Promise<void> => (stopped ??= stopAll(steps, log))
  let isStopping = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    // The exit at the end asks nobody again.
    event.preventDefault()
    if (isStopping) return
    isStopping = true
    void stop().then(() => exitNow(app))
  })
  return stop
}

async function stopAll(steps: readonly (() => Promise<void>)[], log: Log): Promise<void> {
  for (const step of [...steps].reverse()) {
    await step().catch((error: unknown) => log.error('a part did not stop', { problem: String(error) }))
  }
}
