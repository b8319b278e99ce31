import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readReadyLine, type HubReady } from '../../electron/ready-line.ts'
import { adopt, exitOf, stopChild } from '../../scripts/child.ts'
import type { Pin } from '../cores.ts'
import type { Subject } from './subject.ts'

/** A subject that runs. */
export interface RunningSubject {
  ws: string
  pid: number
  stop: () => Promise<void>
}

/** A subject with some thousand members is ready within a second or two, one that makes 200,000 within half a minute; a busy machine takes longer. */
const START_TIMEOUT_MS = 5 * 60_000

/** Ctrl-C goes to a whole group; our children are stopped by us, in order. */
export const HAS_GROUPS = process.platform !== 'win32'

/** What a subject says is kept beside its data; only the end of it is shown, where it does not start. */
const LOG_FILE = 'log.txt'
const SHOWN_CHARACTERS = 2_000

/** Starts a subject on its data and resolves when it accepts connections; throws with its last words if it ends. */
export async function startSubject(
  subject: Pick<Subject, 'name' | 'command' | 'env'>,
  folder: string,
  pin: Pin,
): Promise<RunningSubject> {
  const [program = '', ...args] = pin([process.execPath, ...subject.command(folder)])
  const log = join(folder, LOG_FILE)
  const stderr = openSync(log, 'w')
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', stderr],
    detached: HAS_GROUPS,
    env: { ...process.env, ...subject.env },
  })
  closeSync(stderr)
  adopt(child)
  const ready = new Promise<HubReady>((resolve) => {
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = readReadyLine(line)
      if (said) resolve(said)
    })
  })
  const timer = setTimeout(() => child.kill(), START_TIMEOUT_MS)
  const started = await Promise.race([ready, exitOf(child).then(() => null)])
  clearTimeout(timer)
  if (started) return { ws: started.ws, pid: started.pid, stop: () => stopChild(child) }
  const lastWords = readFileSync(log, 'utf8').slice(-SHOWN_CHARACTERS)
  throw new Error(`${subject.name} did not start:\n${lastWords}`)
}
