import { spawn, type ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { killChild } from '../../scripts/child.ts'

export interface Ran {
  code: number | null
  out: string
  err: string
}

/** Starts one command of the hub. */
export function startCommand(args: readonly string[]): { process: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, ['server/cli.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => killChild(child))
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)])
  return { process: child, ended: ended.then(([exit, out, err]) => ({ code: exit, out, err })) }
}

/** Runs one command of the hub to its end, while this process goes on. */
export function runCommand(args: readonly string[]): Promise<Ran> {
  return startCommand(args).ended
}
