import type { NoticeFrame, StatsPayload } from '../protocol/server-frames.ts'

interface BroadcasterParts {
  delayMs: number
  stats: () => StatsPayload
  send: (frame: NoticeFrame) => void
  setTimeout: (callback: () => void, ms: number) => unknown
}

/** Tells the desks of new numbers a moment after the first change, so that a burst of scans is one frame. */
export function createStatsBroadcaster({ delayMs, stats, send, setTimeout }: BroadcasterParts): {
  changed: () => void
} {
  let isScheduled = false
  return {
    changed() {
      if (isScheduled) return
      isScheduled = true
      setTimeout(() => {
        isScheduled = false
        send({ type: 'check_in_stats', payload: stats() })
      }, delayMs)
    },
  }
}
