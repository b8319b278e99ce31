import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { extractAll } from '@electron/asar'
import { readReadyLine, type HubReady } from '../../electron/ready-line.ts'
import { stopChild } from '../child.ts'
import { ROOT } from '../project.ts'
import type { PackedTree } from './packed-tree.ts'

/** A cold start on a busy machine, demo members included. */
const START_TIMEOUT_MS = 60_000

const HUB = 'out/main/hub.js'

/** Tries the hub of a packed tree. Returns what is wrong. */
export function tryPackedHub(tree: PackedTree, scratch: string): Promise<string[]> {
  const app = join(scratch, 'app')
  extractAll(tree.asar, app)
  return tryHub(app, join(scratch, 'data'))
}

/**
 * Walks through the protocol of a folder's hub, with one member checked in and out, and asks for the page. Returns what is wrong.
 */
export async function tryHub(app: string, data: string): Promise<string[]> {
  const { child, ready: getsReady } = startHubOf(app, data)
  try {
    const ready = await getsReady
    const hub = join(app, HUB)
    const token = execFileSync(process.execPath, [hub, 'token', '--role', 'receptionist', '--data', data])
    const verify = [join(ROOT, 'scripts/verify.ts'), '--url', ready.ws, '--token', token.toString().trim()]
    execFileSync(process.execPath, verify, { encoding: 'utf8' })
    const page = await fetch(ready.http)
    return page.ok && (await page.text()).includes('id="desk"')
      ? []
      : ['the hub does not serve the desk’s page']
  } catch (error) {
    const said = error as Error & { stdout?: string }
    return [said.message, said.stdout ?? ''].filter((text) => text !== '')
  } finally {
    await stopChild(child)
  }
}

/**
 * Starts the hub of a folder on plain Node, in that folder, so that nothing of the checkout is found by chance. `prefix` is a command
 * that starts it as somebody else.
 */
export function startHubOf(
  app: string,
  data: string,
  prefix: readonly string[] = [],
): { child: ChildProcess; ready: Promise<HubReady> } {
  const settings = ['--data', data, '--port', '0', '--demo', '20', '--log-level', 'warn']
  const [program = '', ...args] = [...prefix, process.execPath, join(app, HUB), 'serve', ...settings]
  const child = spawn(program, args, { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = new Promise<HubReady>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The hub did not get ready.')), START_TIMEOUT_MS)
    child.once('exit', (code) => reject(new Error(`The hub has ended with ${code ?? 'a signal'}.`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = readReadyLine(line)
      if (!said) return
      clearTimeout(timer)
      resolve(said)
    })
  })
  return { child, ready }
}
