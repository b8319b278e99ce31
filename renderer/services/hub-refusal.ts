import { isRetryable, type ErrorCode, type ErrorDetails } from '../../server/protocol/errors.ts'
import type { Reason } from '../../server/protocol/scan.ts'

/** The hub's no to one command, or the desk's own where the hub is away. */
export class HubRefusal extends Error {
  readonly code: ErrorCode | 'hub_unreachable'
  readonly reason: Reason | null
  /** What the hub said beside it, such as what may be done next. */
  readonly details: ErrorDetails

  constructor(
    code: ErrorCode | 'hub_unreachable',
    message: string,
    { reason, details }: { reason?: Reason | undefined; details?: ErrorDetails | undefined } = {},
  ) {
    super(message)
    this.name = 'HubRefusal'
    this.code = code
    this.reason = reason ?? null
    this.details = details ?? {}
  }
}

/** True where the hub could not, rather than would not: the same may be done when it is asked again. */
export function isHubProblem({ code }: HubRefusal): boolean {
  return code !== 'hub_unreachable' && isRetryable(code)
}
