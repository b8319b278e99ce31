import { isRetryable, type ErrorCode } from '../../server/protocol/errors.ts'
import type { Reason } from '../../server/protocol/scan.ts'

/** The hub's no to one command, or the desk's own where the hub is away. */
export class HubRefusal extends Error {
  readonly code: ErrorCode | 'hub_unreachable'
  readonly reason: Reason | null

  constructor(code: ErrorCode | 'hub_unreachable', message: string, reason: Reason | null = null) {
    super(message)
    this.name = 'HubRefusal'
    this.code = code
    this.reason = reason
  }
}

/** True where the hub could not, rather than would not: the same may be done when it is asked again. */
export function isHubTrouble({ code }: HubRefusal): boolean {
  return code !== 'hub_unreachable' && isRetryable(code)
}
