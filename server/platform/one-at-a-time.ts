/**
 * Does some work once at a time. Whoever asks while it goes on waits for the one after it, together with all who ask until then: it
 * begins later than they asked. The work settles its own errors.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const begin = (): Promise<void> => {
    next = null
    running = work().finally(() => (running = null))
    return running
  }
  return () => {
    if (running === null) return begin()
    next ??= running.then(begin)
    return next
  }
}
