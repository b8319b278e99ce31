import { app, utilityProcess } from 'electron'
import { hostFolder, readKioskFile } from './settings/kiosk-file.ts'

/**
 * The shell's own words, and those after `--hub`: a command for the hub's command line, with no window. That is null where
 * there is no `--hub`.
 */
export function splitAtHub(given: readonly string[]): {
  own: readonly string[]
  hubCommand: readonly string[] | null
} {
  const start = given.indexOf('--hub')
  if (start === -1) return { own: given, hubCommand: null }
  return { own: given.slice(0, start), hubCommand: given.slice(start + 1) }
}

/**
 * Runs one command of the hub, on the data of this installation where none are named, and exits with its code. What it
 * prints goes where ours goes. Asked to end, it is asked to stop, and the exit waits for it.
 */
export function runHubCommand(words: readonly string[], hubModule: string): void {
  const given = withData(words)
  void app.whenReady().then(() => {
    const child = utilityProcess.fork(hubModule, given, { stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('exit', (code) => app.exit(code))
    app.on('will-quit', (event) => {
      event.preventDefault()
      child.postMessage({ type: 'stop' })
    })
  })
}

function withData(words: readonly string[]): string[] {
  const isNamed = words.some((word) => word === '--data' || word.startsWith('--data='))
  if (isNamed || process.env['FRONTDESK_DATA'] !== undefined) return [...words]
  const userData = app.getPath('userData')
  return [...words, '--data', hostFolder(userData, readKioskFile(userData))]
}
