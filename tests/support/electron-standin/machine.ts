import { EventEmitter } from 'node:events'

const DISPLAY = { id: 1, workAreaSize: { width: 1920, height: 1040 }, scaleFactor: 1 }

export const screen = Object.assign(new EventEmitter(), { getPrimaryDisplay: () => DISPLAY })

export const Menu = { setApplicationMenu: () => undefined }

export const dialog = {
  showErrorBox: (title: string, text: string) => void process.stderr.write(`${title}: ${text}\n`),
}

let blockers = 0

export const powerSaveBlocker = { start: () => ++blockers, stop: () => true }
