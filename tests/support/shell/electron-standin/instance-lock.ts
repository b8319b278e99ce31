import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How a second instance tells the first one that it was started. */
const KNOCK = 'SIGUSR2'

/** Takes the profile for this process; where another has it, tells that one and returns false. */
export function takeInstanceLock(profile: string, onSecond: () => void): boolean {
  const path = join(profile, 'standin.lock')
  mkdirSync(profile, { recursive: true })
  const owner = Number(readOrEmpty(path))
  if (owner > 0 && owner !== process.pid && knock(owner)) return false
  process.on(KNOCK, onSecond)
  writeFileSync(path, String(process.pid))
  release = () => rmSync(path, { force: true })
  process.once('exit', releaseInstanceLock)
  return true
}

let release = (): void => undefined

/** Lets another process have the profile. */
export function releaseInstanceLock(): void {
  release()
  release = () => undefined
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function knock(pid: number): boolean {
  try {
    return process.kill(pid, KNOCK)
  } catch {
    return false
  }
}
