/** Carries what a hub has committed to the other hubs on its database. Messages may be late, lost or doubled: the log is the truth. */
export interface ChannelLayer<Message> {
  publish(message: Message): void
  /** Calls `listener` with each message that comes after this, also this hub's own. Returns how to stop. */
  subscribe(listener: (message: Message) => void): () => void
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
