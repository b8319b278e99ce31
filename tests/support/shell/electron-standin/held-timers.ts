import type { Socket } from 'node:net'

/**
 * The app's timers of one length in the hand of a test: those of STANDIN_HELD_MS milliseconds are due when the first line comes on
 * stdin, however long that takes, and not before.
 */
const heldMs = process.env['STANDIN_HELD_MS']
if (heldMs !== undefined) hold(Number(heldMs))

function hold(ms: number): void {
  const real = globalThis.setTimeout
  const told = new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))
  // Whoever listens only for this may end.
  ;(process.stdin as Partial<Socket>).unref?.()
  const heldOrReal = (work: () => void, waitMs?: number, ...given: []): NodeJS.Timeout => {
    if (waitMs !== ms) return real(work, waitMs, ...given)
    void told.then(work)
    return real(() => undefined)
  }
  Object.assign(globalThis, { setTimeout: Object.assign(heldOrReal, real) })
}
