import { useDesk, useMessages } from '../../contexts/WebSocketContext.tsx'
import { onScreen, type HeldMessage } from '../../services/staff-messages.ts'
import { useNow } from '../../ui/use-now.ts'

/** How soon a message that is over leaves the screen. */
const LOOK_MS = 5_000

/** The messages that belong on this desk's screen now, the newest first. */
export function useOnScreen(): HeldMessage[] {
  const messages = useMessages()
  const desk = useDesk('desk')
  // A message of this moment ends after the step that it came in.
  const now = useNow(LOOK_MS)
  return onScreen(messages, desk?.id ?? '', now)
}
