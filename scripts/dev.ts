import { join } from 'node:path'
import open from 'open'
import pretty from 'pino-pretty'
import { makeSignInLink } from '../electron/hub-control.ts'
import { startDeskServer } from './desk-server.ts'
import { hasDisplay } from './display.ts'
import { ROOT } from './project.ts'
import { startRestartingHub } from './restarting-hub.ts'

/** Data of the developer's own, beside those of `npm start`. */
const DATA_FOLDER = join(ROOT, '.cache/dev')

/** Two names of this machine: to a browser two origins, so that two tabs are two desks with storage of their own. */
const DESKS = ['127.0.0.1', 'localhost'] as const

/** The developer's day: hub and page follow every save, two desks with demo members stand side by side. */
async function main(): Promise<void> {
  const hub = await startRestartingHub({
    dataFolder: DATA_FOLDER,
    options: ['--demo', '300', '--log-level', 'debug', ...process.argv.slice(2)],
    log: pretty({ destination: 2, colorize: process.stderr.isTTY, ignore: 'hostname', singleLine: true }),
    say,
  })
  const port = await startDeskServer(hub.http)
  say(
    `Hub: ${hub.http}  data: .cache/dev  cards: DEMO-00001 to DEMO-00300. It follows every save in server/.`,
  )
  say('Two desks, which follow every save in renderer/ (sign in once, within 10 minutes):')
  for (const name of DESKS) {
    const { code } = await makeSignInLink(DATA_FOLDER)
    const address = `http://${name}:${port}/#signin=${code}`
    say(`  ${address}`)
    if (hasDisplay()) (await open(address).catch(() => null))?.on('error', () => undefined)
  }
  say('Stop with Ctrl-C.')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
