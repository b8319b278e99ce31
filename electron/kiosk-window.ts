import { app, BrowserWindow, screen } from 'electron'
import { START_PAGE } from './address.ts'
import { UNRESPONSIVE_LIMIT_MS, WINDOW_HEIGHT, WINDOW_WIDTH } from './limits.ts'
import type { Log } from './log.ts'
import { recentFailures, restartDelayMs } from './restart-delay.ts'
import type { KioskLock } from './security/kiosk-lock.ts'
import { lockWindow } from './security/lock-window.ts'
import { webPreferences } from './security/web-preferences.ts'

interface KioskWindowParts {
  /** The sandboxed preload, a CommonJS file. */
  preload: string
  /** While it is locked, the window has the whole screen and is not to be left. */
  lock: KioskLock
  devTools: boolean
  log: Log
}

/** Opens the desk's window and keeps its page alive: a page that crashes or hangs is loaded again. */
export function openKioskWindow({ preload, lock, devTools, log }: KioskWindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...windowSize(),
    kiosk: lock.isLocked,
    show: false,
    useContentSize: true,
    autoHideMenuBar: true,
    backgroundColor: '#f4f5f7',
    webPreferences: webPreferences(preload, devTools),
  })
  window.once('ready-to-show', () => window.show())
  lockWindow(window, lock, app)
  keepAlive(window, log)
  load(window, log)
  return window
}

/** No smaller than the page is made for, except on a screen that is. */
function windowSize() {
  const room = screen.getPrimaryDisplay().workAreaSize
  return {
    width: WINDOW_WIDTH,
    height: WINDOW_HEIGHT,
    minWidth: Math.min(WINDOW_WIDTH, room.width),
    minHeight: Math.min(WINDOW_HEIGHT, room.height),
  }
}

function load(window: BrowserWindow, log: Log): void {
  window.loadURL(START_PAGE).catch((error: unknown) => {
    if (!window.isDestroyed()) log.error('the desk could not be loaded', { problem: String(error) })
  })
}

function keepAlive(window: BrowserWindow, log: Log): void {
  let failures: number[] = []
  let hangTimer: NodeJS.Timeout | undefined
  let loadTimer: NodeJS.Timeout | undefined

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    clearTimeout(hangTimer)
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const now = Date.now()
    failures = [...recentFailures(failures, now), now]
    const delayMs = restartDelayMs(failures, now)
    log.error('the page crashed and will be reloaded', { reason, exitCode, delayMs })
    loadTimer = setTimeout(() => load(window, log), delayMs)
  })
  window.on('unresponsive', () => {
    clearTimeout(hangTimer)
    hangTimer = setTimeout(() => window.webContents.forcefullyCrashRenderer(), UNRESPONSIVE_LIMIT_MS)
  })
  window.on('responsive', () => clearTimeout(hangTimer))
  window.on('closed', () => {
    clearTimeout(hangTimer)
    clearTimeout(loadTimer)
  })
}
