import type { App } from 'electron'

/** Told by what starts the app again when it ends: see `resources/supervisor`. */
export const isSupervised = process.env['FRONTDESK_SUPERVISED'] === '1'

/** An end that is none: the supervisor starts the app again, with the arguments that it has. */
export const STARTS_ANEW = 3

/** Ends this process at once, and says to a supervisor whether the app is to be started again. */
export function exitNow(app: Pick<App, 'exit'>): void {
  app.exit(Number(process.exitCode ?? 0))
}

/**
 * Starts the app anew once this process has ended, with these arguments or the same as this one. A supervisor does it itself: it takes
 * an end with 0 for a person's, and systemd ends whatever the old process has started. An AppImage is started by its own file: what
 * Electron takes for its executable is gone with this process.
 */
export function relaunch(app: Pick<App, 'relaunch'>, given?: readonly string[]): void {
  if (isSupervised) {
    process.exitCode = STARTS_ANEW
    return
  }
  const file = process.env['APPIMAGE']
  const args = given === undefined ? process.argv.slice(1) : [...given]
  app.relaunch({ args, ...(file !== undefined && { execPath: file }) })
}
