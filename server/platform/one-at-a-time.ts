/**
 * Does some work once at a time. Whoever asks while it goes on waits for the one after it, together with all who ask until then: it
 * begins later than they asked. What it gives, or why it fails, all who waited for it are told.
 */
export function oneAtATime<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<Result> | null = null
  return () => {
    next ??= last
      .catch(() => undefined)
      .then(() => {
        next = null
        const going = work()
        last = going
        return going
      })
    return next
  }
}
