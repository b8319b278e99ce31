import type { App, BrowserWindow } from 'electron'
import type { KioskLock } from './kiosk-lock.ts'
import { mayPress } from './keys.ts'

/** What pinching may enlarge a locked page to: itself. */
const NO_ZOOM = 1

/**
 * Holds the window while the lock does: it fills the screen, hears the desk's keys only, has no menus, is not made small and is
 * not closed. Only the end of the whole app, which the system asks for, closes it.
 */
export function lockWindow(window: BrowserWindow, lock: KioskLock, app: Pick<App, 'on'>): void {
  let isQuitting = false
  app.on('before-quit', () => (isQuitting = true))
  // Windows asks the windows before it shuts down or signs out.
  window.on('query-session-end', () => (isQuitting = true))
  const hold = (): void => {
    if (lock.isLocked && !window.isDestroyed()) cover(window)
  }
  lock.observe((isLocked) => (isLocked ? hold() : window.setKiosk(false)))
  window.on('minimize', hold)
  window.on('leave-full-screen', hold)
  window.on('close', (event) => {
    if (lock.isLocked && !isQuitting) event.preventDefault()
  })
  window.on('system-context-menu', (event) => {
    if (lock.isLocked) event.preventDefault()
  })
  // Windows and Linux: the keys and mouse buttons for back, forward, search and the like.
  window.on('app-command', (event) => {
    if (lock.isLocked) event.preventDefault()
  })
  lockContents(window.webContents, lock)
}

function cover(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.setKiosk(true)
  window.focus()
}

function lockContents(contents: BrowserWindow['webContents'], lock: KioskLock): void {
  contents.on('before-input-event', (event, pressed) => {
    if (lock.isLocked && !mayPress(pressed, process.platform)) event.preventDefault()
  })
  contents.on('zoom-changed', () => {
    if (lock.isLocked) contents.setZoomFactor(NO_ZOOM)
  })
  contents.on('did-finish-load', () => {
    void contents.setVisualZoomLevelLimits(NO_ZOOM, NO_ZOOM)
  })
}
