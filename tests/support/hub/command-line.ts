import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { killChild } from '../../../scripts/child.ts'
import { ROOT } from '../../../scripts/project.ts'
import { runCommandLine } from '../../../server/cli/run-command-line.ts'
import { hubProgram } from './hub-program.ts'

export interface Ran {
  code: number | null
  out: string
  err: string
}

interface Started {
  process: ChildProcess
  ended: Promise<Ran>
}

/** Starts one command of the hub, in a folder of its own where one is given. */
export function startCommand(
  args: readonly string[],
  folder = ROOT,
  environment: NodeJS.ProcessEnv = {},
): Started {
  return startProgram(hubProgram(), args, folder, environment)
}

/** Runs one command of the hub to its end as a process, while this one goes on. */
export function runCommand(args: readonly string[]): Promise<Ran> {
  return startCommand(args).ended
}

/** Runs one of our scripts to its end as a process, while this one goes on. */
export function runScript(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  return startProgram(join(ROOT, file), args, ROOT, environment).ended
}

function startProgram(
  file: string,
  args: readonly string[],
  cwd = ROOT,
  environment: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => killChild(child))
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)])
  return { process: child, ended: ended.then(([exit, out, err]) => ({ code: exit, out, err })) }
}

/** Runs one command of the hub in this process: all of it but the process itself. Not for a `serve` that would go on. */
export async function commandHere(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  typed: readonly string[] = [],
): Promise<Ran> {
  const [out, err] = [new Heard(), new Heard()]
  const code = await runCommandLine(args, { env, input: Readable.from(typed), out, err })
  return { code, out: out.text, err: err.text }
}

/** What was written to it. */
export class Heard extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}
