import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LOG_FILE_BYTES } from './limits.ts'

type Level = 'info' | 'warn' | 'error'

/** The shell's log: its own lines and the hub's, as they come. */
export interface Log {
  info: (message: string, fields?: object) => void
  warn: (message: string, fields?: object) => void
  error: (message: string, fields?: object) => void
  /** A line that the hub wrote: one JSON object, or a sentence for people. Kept only, where it is not to be shown. */
  hubLine: (line: string, isShown: boolean) => void
}

interface LogParts {
  /** Shown on stderr as well: everything, or only troubles and sentences for people. */
  showsAll: boolean
  write: (line: string) => void
  show: (line: string) => void
}

/** Joins a log. Every line is kept; what needs a person's eye is shown too. */
export function createLog({ showsAll, write, show }: LogParts): Log {
  const own =
    (level: Level) =>
    (message: string, fields: object = {}) => {
      const line = JSON.stringify({
        level,
        time: new Date().toISOString(),
        part: 'shell',
        ...fields,
        msg: message,
      })
      write(line)
      if (showsAll || level !== 'info') show(line)
    }
  return {
    info: own('info'),
    warn: own('warn'),
    error: own('error'),
    hubLine(line, isShown) {
      write(line)
      if (isShown && (showsAll || !isQuiet(line))) show(line)
    },
  }
}

/** True for a structured line below a warning. */
function isQuiet(line: string): boolean {
  try {
    const { level } = JSON.parse(line) as { level?: unknown }
    return level === 'info' || level === 'debug' || level === 'trace'
  } catch {
    return false
  }
}

/** The file of the folder that the newest lines are in. */
export function logPath(folder: string): string {
  return join(folder, 'frontdesk.log')
}

/** The file that a full one becomes. */
export function olderLogPath(folder: string): string {
  return join(folder, 'frontdesk.old.log')
}

/**
 * Appends lines to `frontdesk.log` in a folder; a full file is set aside as `frontdesk.old.log`. A disk that takes no
 * more lines is no reason to stop the desk: the line is lost then.
 */
export function logFile(folder: string): (line: string) => void {
  const path = logPath(folder)
  let size: number | null = null
  return (line) => {
    try {
      if (size === null) mkdirSync(folder, { recursive: true, mode: 0o700 })
      size ??= statSync(path, { throwIfNoEntry: false })?.size ?? 0
      if (size > LOG_FILE_BYTES) {
        renameSync(path, olderLogPath(folder))
        size = 0
      }
      appendFileSync(path, `${line}\n`, { mode: 0o600 })
      size += Buffer.byteLength(line) + 1
    } catch {
      size = null
    }
  }
}
