/** Carries committed events from the instance that wrote them to every instance's gateway. */
export interface ChannelLayer<Event> {
  /** Hands over events in the order of their seq. */
  publish(events: readonly Event[]): void
  /** Calls `listener` with every batch published after this, in order. Returns how to stop. */
  subscribe(listener: (events: readonly Event[]) => void): () => void
  /** How it goes, for whoever operates the hub. */
  health(): ChannelHealth
}

/** Events since the start. Published ones that are not delivered are on their way or lost. */
interface ChannelHealth {
  published: number
  delivered: number
  /** Since the last event was delivered here; null before the first. */
  lastDeliveryAgeMs: number | null
}
