import type { Session } from 'electron'
import { SHELL_ORIGIN } from '../address.ts'

/**
 * Whether something may be saved to a file: only what the desk's page made itself, and never on a locked screen, where the
 * system's dialog would be a window onto the whole disk.
 */
function mayDownload(address: string, isLocked: boolean): boolean {
  return !isLocked && address.startsWith(`blob:${SHELL_ORIGIN}/`)
}

/** Cancels every download of the session that may not be. */
export function guardDownloads(session: Pick<Session, 'on'>, isLocked: () => boolean): void {
  session.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL(), isLocked())) event.preventDefault()
  })
}
