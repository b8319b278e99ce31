import type { Environment } from '../../../server/platform/clock.ts'

/** The turns of a hub's event loop, in the test's hand while it holds them. */
export interface Turns extends Pick<Environment, 'setImmediate'> {
  /** What the hub puts off to its next turn waits from now on. */
  hold: () => void
  /** Does what waits, and what that puts off in its turn at once. */
  next: () => void
  /** Does what waits, and holds no more. */
  letGo: () => void
}

export function turnsInHand(): Turns {
  let isHeld = false
  const held: (() => void)[] = []
  const next = (): void => {
    for (let callback = held.shift(); callback; callback = held.shift()) callback()
  }
  return {
    setImmediate: (callback) => (isHeld ? held.push(callback) : setImmediate(callback)),
    hold: () => (isHeld = true),
    next,
    letGo() {
      isHeld = false
      next()
    },
  }
}
