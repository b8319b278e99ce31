import { EventEmitter } from 'node:events'

/** As many displays as the test says, beside each other. */
const DISPLAYS = Array.from({ length: Number(process.env['STANDIN_DISPLAYS'] ?? 1) }, (_, index) => ({
  id: index + 1,
  bounds: { x: index * 1920, y: 0, width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
}))

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => DISPLAYS[0],
  getAllDisplays: () => DISPLAYS,
  getDisplayMatching: ({ x }: { x: number }) =>
    DISPLAYS.find(({ bounds }) => x >= bounds.x && x < bounds.x + bounds.width),
})

export const Menu = { setApplicationMenu: () => undefined }

export const dialog = {
  showErrorBox: (title: string, text: string) => void process.stderr.write(`${title}: ${text}\n`),
}

/** For as long nobody has touched this PC as the test says. */
export const powerMonitor = { getSystemIdleTime: () => Number(process.env['STANDIN_IDLE_S'] ?? 0) }

/** Electron's own updater; ours emits its goodbye on it. */
export const autoUpdater = new EventEmitter()

let blockers = 0

export const powerSaveBlocker = { start: () => ++blockers, stop: () => true }
