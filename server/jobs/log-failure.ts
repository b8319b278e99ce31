import type { Logger } from '../observe/logger.ts'
import { HubError } from '../protocol/errors.ts'

/** Logs why a job could not be done; not that the disk takes nothing, which whoever watches the disk says once. */
export function logFailure(log: Pick<Logger, 'error'>, text: string): (error: unknown) => void {
  return (error) => {
    if (error instanceof HubError && error.code === 'storage_unavailable') return
    log.error({ err: error }, text)
  }
}
