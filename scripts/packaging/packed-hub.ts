import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { extractAll } from '@electron/asar'
import { readReadyLine, type HubReady } from '../../electron/ready-line.ts'
import { stopChild } from '../child.ts'
import { ROOT } from '../project.ts'
import type { PackedTree } from './packed-tree.ts'

/** A cold start on a busy machine, demo members included. */
const START_TIMEOUT_MS = 60_000

/**
 * Starts the hub of a packed tree on plain Node, outside the checkout so that nothing of it is found by chance, and walks through
 * the protocol with one member checked in and out. Returns what is wrong.
 */
export async function tryPackedHub(tree: PackedTree, scratch: string): Promise<string[]> {
  const app = join(scratch, 'app')
  extractAll(tree.asar, app)
  const [hub, data] = [join(app, 'out/main/hub.js'), join(scratch, 'data')]
  const child = spawn(
    process.execPath,
    [hub, 'serve', '--data', data, '--port', '0', '--demo', '20', '--log-level', 'warn'],
    {
      cwd: scratch,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  try {
    const ready = await new Promise<HubReady>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The packed hub did not get ready.')), START_TIMEOUT_MS)
      child.once('exit', (code) => reject(new Error(`The packed hub has ended with ${code ?? 'a signal'}.`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = readReadyLine(line)
        if (!said) return
        clearTimeout(timer)
        resolve(said)
      })
    })
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
