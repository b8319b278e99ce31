import type { App } from 'electron'

/**
 * Starts the app anew once this process has ended, with these arguments or the same as this one. An AppImage is started by its own
 * file: what Electron takes for its executable is gone with this process.
 */
export function relaunch(app: Pick<App, 'relaunch'>, given?: readonly string[]): void {
  const file = process.env['APPIMAGE']
  const args = given === undefined ? process.argv.slice(1) : [...given]
  app.relaunch({ args, ...(file !== undefined && { execPath: file }) })
}
