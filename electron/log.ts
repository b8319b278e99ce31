import { openLogFile, type KeptLog } from '../server/observe/log-file.ts'
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

/** `frontdesk.log` and the one before it. */
export const SHELL_LOG: KeptLog = { name: 'frontdesk', maxBytes: LOG_FILE_BYTES, files: 2 }

/** Appends lines to the log in a folder. A disk that takes no more of them is no reason to stop the desk: the line is lost then. */
export function logFile(folder: string): (line: string) => void {
  let file: ReturnType<typeof openLogFile> | null = null
  return (line) => {
    try {
      file ??= openLogFile(folder, SHELL_LOG)
      file.write(`${line}\n`)
    } catch {
      // It is tried again with the next line.
    }
  }
}
