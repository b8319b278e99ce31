import pino, { type Logger } from 'pino'
import { HUB_LOG, openLogFile } from './log-file.ts'
import type { LogLevel } from './log-levels.ts'

export type { Logger }

/**
 * Structured log lines on stderr, one JSON object a line, and the same in rotated files of `folder` where one is
 * given. What is logged is named at each call; tokens, codes, names and the content of frames are never among it, and
 * of an address only its route. Where the folder cannot be written, stderr alone has the lines.
 */
export function createLogger(level: LogLevel, folder: string | null = null): Logger {
  const stderr = pino.destination(2)
  if (folder === null) return loggerTo(level, stderr)
  try {
    const file = openLogFile(folder, HUB_LOG)
    const everything = { level: 'trace' as const }
    return loggerTo(
      level,
      pino.multistream([
        { ...everything, stream: stderr },
        { ...everything, stream: file },
      ]),
    )
  } catch (error) {
    const log = loggerTo(level, stderr)
    log.error({ err: error }, 'the log file cannot be written')
    return log
  }
}

function loggerTo(level: LogLevel, stream: pino.DestinationStream): Logger {
  const formatters = { level: (label: string) => ({ level: label }) }
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, stream)
}
