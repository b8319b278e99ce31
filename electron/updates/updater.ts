import { createPublicKey, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { AppImageUpdater, NsisUpdater, type AppUpdater } from 'electron-updater'
import type { AskedHub } from '../ask-hub.ts'
import type { Log } from '../log.ts'
import { isSupervised, STARTS_ANEW } from '../relaunch.ts'
import { UpdateHttp } from './http.ts'
import { forgetOwnFile, keepOwnFile, restoreOwnFile } from './own-file.ts'
import { SignedProvider, type SignedSource } from './signed-provider.ts'

/** The public key of whoever makes the app, PEM, where it was built with one. */
const KEY_FILE = 'out/main/update-key.pem'

/** The one file of an AppImage; undefined where the app is a folder. */
const APP_IMAGE = process.env['APPIMAGE']

/** What finds, loads and installs newer versions. */
export interface Updater {
  /** The newer version at an address; null where there is none. Rejects where its list cannot be had or is not signed. */
  find: (address: string) => Promise<string | null>
  /** Loads what was found; rejects where it is not what the list says. */
  download: () => Promise<void>
  /** False where this user may not replace the app: installing would end it for nothing. */
  mayInstall: () => boolean
  /** Ends the app soon and starts what was loaded in its place; throws where that cannot even begin. */
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
  if (APP_IMAGE !== undefined) forgetOwnFile(APP_IMAGE)
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.disableWebInstaller = true
  updater.logger = quietLogger(log)
  // Its own executor is Chromium's, which would ask the system about the hub's certificate.
  Object.assign(updater, { httpExecutor: new UpdateHttp(hub) })
  return {
    async find(url) {
      const source: SignedSource = {
        ...{ provider: 'custom', updateProvider: SignedProvider as never },
        ...{ url, key, now: Date.now },
      }
      updater.setFeedURL(source)
      const found = await updater.checkForUpdates()
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null
    },
    async download() {
      await updater.downloadUpdate()
    },
    mayInstall: () => mayWriteIn(dirname(APP_IMAGE ?? process.execPath)),
    install: () => installBy(updater),
  }
}

function readKey(): KeyObject | null {
  try {
    return createPublicKey(readFileSync(join(app.getAppPath(), KEY_FILE)))
  } catch {
    return null
  }
}

/** Of Linux the AppImage only: what a package manager has installed, it updates. macOS not before it was tried there. */
function updaterOfSystem(): AppUpdater | null {
  if (process.platform === 'win32') return new NsisUpdater()
  return APP_IMAGE === undefined ? null : new AppImageUpdater()
}

/**
 * A supervisor starts an AppImage anew, which is in its place at once; the installer of Windows is still at work then, and does it
 * itself. The updater tells its errors by an event, while it is asked.
 */
function installBy(updater: AppUpdater): void {
  const isSupervisors = isSupervised && APP_IMAGE !== undefined
  if (isSupervisors) process.exitCode = STARTS_ANEW
  else delete process.env['FRONTDESK_SUPERVISED']
  if (APP_IMAGE !== undefined) keepOwnFile(APP_IMAGE)
  const problems: Error[] = []
  const note = (error: Error): void => void problems.push(error)
  updater.on('error', note)
  updater.quitAndInstall(true, !isSupervisors)
  updater.off('error', note)
  if (APP_IMAGE !== undefined) restoreOwnFile(APP_IMAGE)
  for (const problem of problems) throw problem
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
