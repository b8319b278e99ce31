/**
 * Tells the other hubs on a database that something was committed: who says so, and nothing of what it is. They look for themselves, so a
 * message that is late, lost, doubled or made up changes nothing.
 */
export interface ChannelLayer {
  /** Says that the hub of this name has committed something. */
  publish(from: string): void
  /** Calls `listener` with each name that is said after this, also with this hub's own. Returns how to stop. */
  subscribe(listener: (from: string) => void): () => void
  /** How it goes, for whoever operates the hub. */
  health(): ChannelHealth
  close(): Promise<void>
}

interface ChannelHealth {
  /** False while messages cannot be sent or heard: then others hear of commits when they look. */
  isUp: boolean
  /** Messages since the start. */
  published: number
  delivered: number
  /** Since the last message was heard here; null before the first. */
  lastDeliveryAgeMs: number | null
}
