import type { DisplayMessage } from './display-message.ts'

const CHANNEL = 'av-gym-front-desk member display'

/** How often a desk says that it is there, milliseconds. */
export const BEAT_MS = 1_000

/** Without a word for this long the desk's page is gone; several beats, so that a busy moment is not taken for it. */
export const GONE_AFTER_MS = 5_000

/** How long a sign stays: long enough to be read in passing, and gone before the next person wonders whose it is. */
export const SIGN_STAYS_MS = 8_000

export interface DisplayChannel {
  tell: (message: DisplayMessage) => void
  close: () => void
}

/** The line between the desk's page and the members' screen on this machine; nothing of it leaves the browser. */
export function openDisplayChannel(onMessage?: (message: DisplayMessage) => void): DisplayChannel {
  const channel = new BroadcastChannel(CHANNEL)
  if (onMessage) {
    channel.addEventListener('message', ({ data }: MessageEvent<DisplayMessage>) => onMessage(data))
  }
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() }
}
