import type { WebContents } from 'electron'

/**
 * Prints what the page shows, on the system's own printer. Without a lock the system asks which; its dialog can save to any file
 * of the disk, so a locked screen does without. No printer is no error of the desk's.
 */
export function printPage(contents: Pick<WebContents, 'print'>, isLocked: boolean): void {
  contents.print({ silent: isLocked, printBackground: true })
}
