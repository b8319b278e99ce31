/**
 * Does some work once at a time. Whoever asks while it goes on waits for the one after it, together with all who ask until then: it
 * begins later than they asked. The work settles its own errors.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return () => {
    next ??= last.then(() => {
      next = null
      last = work()
      return last
    })
    return next
  }
}
