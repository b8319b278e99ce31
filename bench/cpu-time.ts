import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Clock ticks a second in /proc: 100 on every Linux that Node runs on (USER_HZ). */
const TICKS_PER_SECOND = 100

/**
 * Processor time that a process has used so far, all its threads, in milliseconds, in steps of 10 ms. Null on Windows,
 * which has no means to ask that is cheap and always there.
 */
export function cpuTimeMs(pid: number): number | null {
  if (process.platform === 'win32') return null
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

/** The same for this process, on every system and exact. */
export function ownCpuTimeMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** utime and stime are fields 14 and 15 of proc(5); the name before them may hold spaces, so count after its end. */
function fromProc(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
}

/** `ps` prints [days-][hours:]minutes:seconds, on macOS with hundredths. */
function fromPs(pid: number): number {
  const text = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  const parts = text.replace('-', ':').split(':').reverse().map(Number)
  const weights = [1, 60, 3_600, 86_400]
  return 1000 * parts.reduce((sum, part, index) => sum + part * (weights[index] ?? 0), 0)
}
