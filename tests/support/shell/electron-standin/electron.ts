/**
 * Stands in for Electron where its binary is not to be had: plain Node for the main process, pages of a Chromium for
 * the windows. It has what our shell uses and nothing more, so a part that is missing shows at the import. It is no
 * sandbox and has no permissions of its own: what only the real one can prove is not tested on it.
 */
import './held-timers.ts'
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { autoUpdater, dialog, Menu, powerMonitor, powerSaveBlocker, screen } from './machine.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { session } from './session.ts'
export { utilityProcess } from './utility-process.ts'
