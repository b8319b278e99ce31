import { useState } from 'react'

/**
 * Does something for a member once, also where the hub is away and answers much later; the stage shows what came of it, a
 * refusal too. `begun` is told at once.
 */
export function useActs(begun: () => void): {
  /** Members whose command is not answered yet. */
  busy: ReadonlySet<string>
  act: (memberId: string, command: () => Promise<unknown>) => void
} {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const act = (memberId: string, command: () => Promise<unknown>): void => {
    if (busy.has(memberId)) return
    setBusy((ids) => new Set([...ids, memberId]))
    const done = (): void => setBusy((ids) => new Set([...ids].filter((id) => id !== memberId)))
    command().then(done, done)
    begun()
  }
  return { busy, act }
}
