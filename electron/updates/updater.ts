import { createPublicKey, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { AppImageUpdater, MacUpdater, NsisUpdater, type AppUpdater } from 'electron-updater'
import type { AskedHub } from '../ask-hub.ts'
import type { Log } from '../log.ts'
import { UpdateHttp } from './http.ts'
import { SignedProvider, type SignedSource } from './signed-provider.ts'

/** The public key of whoever makes the app, PEM, where it was built with one. */
const KEY_FILE = 'out/main/update-key.pem'

/** What finds, loads and installs newer versions. */
export interface Updater {
  /** The newer version at an address; null where there is none. Rejects where its list cannot be had or is not signed. */
  find: (address: string) => Promise<string | null>
  /** Loads what was found; rejects where it is not what the list says. */
  download: () => Promise<void>
  /** False where this user may not replace the app: installing would end it for nothing. */
  mayInstall: () => boolean
  /** Ends the app and starts what was loaded in its place. */
  install: () => void
}

/**
 * The updater of this system; null where something else updates the app: a checkout, a system's package, or a build that knows
 * nobody's key.
 */
export function openUpdater(hub: () => AskedHub | null, log: Log): Updater | null {
  const key = app.isPackaged ? readKey() : null
  const updater = key === null ? null : updaterOfSystem()
  if (key === null || updater === null) return null
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.disableWebInstaller = true
  updater.logger = quietLogger(log)
  // Its own executor is Chromium's, which would ask the system about the hub's certificate.
  Object.assign(updater, { httpExecutor: new UpdateHttp(hub) })
  return {
    async find(url) {
      const source: SignedSource = { provider: 'custom', updateProvider: SignedProvider as never, url, key }
      updater.setFeedURL(source)
      const found = await updater.checkForUpdates()
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null
    },
    async download() {
      await updater.downloadUpdate()
    },
    mayInstall: () => mayWriteIn(dirname(process.env['APPIMAGE'] ?? process.execPath)),
    install: () => updater.quitAndInstall(true, true),
  }
}

function readKey(): KeyObject | null {
  try {
    return createPublicKey(readFileSync(join(app.getAppPath(), KEY_FILE)))
  } catch {
    return null
  }
}

/** Of Linux the AppImage only: what a package manager has installed, it updates. */
function updaterOfSystem(): AppUpdater | null {
  if (process.platform === 'win32') return new NsisUpdater()
  if (process.platform === 'darwin') return new MacUpdater()
  return process.env['APPIMAGE'] === undefined ? null : new AppImageUpdater()
}

function mayWriteIn(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(folder, '.frontdesk-')))
    return true
  } catch {
    return false
  }
}

/** Its errors are told where they are caught; the rest is for whoever looks closely. */
function quietLogger(log: Log): AppUpdater['logger'] {
  const note = (message: unknown): void => log.info('updater', { said: String(message) })
  return { info: note, warn: note, error: note }
}
