import { spawn } from 'node:child_process'
import open from 'open'
import { makeSignInLink } from '../electron/hub-control.ts'
import { SettingError } from '../electron/settings/setting-error.ts'
import { adopt, exitOf, isEnding, OWN_GROUP } from './child.ts'
import { hasDisplay } from './display.ts'
import { fetchElectron } from './electron-executable.ts'
import { ensureDesk } from './ensure-desk.ts'
import { spawnHub } from './hub-child.ts'
import { ROOT } from './project.ts'
import { readStartOptions, shown, USAGE, type StartPlan } from './start-options.ts'

/** The shell exits with 0, 1 or 2; anything else is Electron's, where a library or a right is missing. */
const LAST_OWN_CODE = 2

/** The desk for a newcomer: the shell where it can run, else the hub alone and an address for a browser. */
async function main(): Promise<number> {
  const plan = readStartOptions(process.argv.slice(2), process.env)
  if (plan === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  const electron = hasDisplay() ? fetchElectron() : null
  if (electron !== null) return runShell(electron, plan)
  const why = hasDisplay() ? 'it could not be fetched' : 'no display'
  return runWithoutShell(plan, why)
}

async function runShell(electron: string, plan: StartPlan): Promise<number> {
  await ensureDesk()
  const child = spawn(electron, [ROOT, ...plan.options], { ...OWN_GROUP, stdio: 'inherit' })
  adopt(child)
  if (plan.news) say(plan.news)
  say('The desk opens in its own window. Stop by closing it, or with Ctrl-C.')
  const code = await exitOf(child)
  if (isEnding()) return 0
  const isItsOwn = code !== null && code <= LAST_OWN_CODE
  return isItsOwn ? code : runWithoutShell(plan, 'it does not run here')
}

async function runWithoutShell(plan: StartPlan, why: string): Promise<number> {
  const { hub } = plan
  if (hub.kind === 'hosted') return runHub(plan, hub, why)
  say(`Electron cannot be had here (${why}): open this page in a browser instead.`)
  await show(hub.code === null ? hub.address : `${hub.address}#signin=${hub.code}`)
  return 0
}

async function runHub(
  plan: StartPlan,
  hub: Extract<StartPlan['hub'], { kind: 'hosted' }>,
  why: string,
): Promise<number> {
  await ensureDesk()
  say(`Electron cannot be had here (${why}): running the hub alone.`)
  const where = ['--data', hub.dataFolder, ...(hub.port === null ? [] : ['--port', hub.port])]
  const { child, ready } = spawnHub([
    ...where,
    ...hub.options,
    ...(plan.showsLog ? [] : ['--log-level', 'warn']),
  ])
  adopt(child)
  if ((await ready) !== null) {
    if (plan.news) say(plan.news)
    say('To sign a desk in (once, within 10 minutes) open:')
    await show((await makeSignInLink(hub.dataFolder)).address)
    say(`For one more desk: npm run -s hub -- link --role receptionist --data ${shown(hub.dataFolder)}`)
    say('Stop with Ctrl-C.')
  }
  const code = await exitOf(child)
  return isEnding() ? 0 : (code ?? 1)
}

/** Shows an address, in a browser too where there is one. */
async function show(address: string): Promise<void> {
  say(`  ${address}`)
  if (!hasDisplay()) return
  const browser = await open(address).catch(() => null)
  browser?.on('error', () => undefined)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  process.exit(await main())
} catch (error) {
  process.stderr.write(`${error instanceof SettingError ? error.message : String(error)}\n`)
  process.exit(error instanceof SettingError ? 2 : 1)
}
