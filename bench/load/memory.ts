import { readFileSync } from 'node:fs'

/** Between two looks at the server's memory. */
const LOOK_EVERY_MS = 100

/** The most that a process had in memory until `stop`. */
export function watchMemory(pid: number): { stop: () => number } {
  let most = residentBytes(pid)
  const timer = setInterval(() => (most = Math.max(most, residentBytes(pid))), LOOK_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      return most
    },
  }
}

/** What a process has in memory; NaN where the system does not tell. */
export function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return NaN
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? NaN) * 1024
}
