import { isRetryable, type ErrorCode, type ErrorDetails } from '../../server/protocol/errors.ts'
import type { Reason } from '../../server/protocol/scan.ts'

/** The hub's no to what was asked, or the desk's own where the hub is away. */
export class HubRefusal extends Error {
  readonly code: ErrorCode | 'hub_unreachable'
  readonly reason: Reason | null
  /** What the hub said beside it, such as what may be done next. */
  readonly details: ErrorDetails
  /** What came over HTTP has a status beside its code; null of the socket. */
  readonly status: number | null

  constructor(
    code: ErrorCode | 'hub_unreachable',
    message: string,
    { reason, details, status }: RefusalParts = {},
  ) {
    super(message)
    this.name = 'HubRefusal'
    this.code = code
    this.reason = reason ?? null
    this.details = details ?? {}
    this.status = status ?? null
  }
}

interface RefusalParts {
  reason?: Reason | undefined
  details?: ErrorDetails | undefined
  status?: number
}

/** Refusals that are the answer itself, which the stage shows. */
const DECISIONS: ReadonlySet<string> = new Set(['denied', 'already_checked_in', 'already_checked_out'])

/** True where the gym's rules refused, or what was asked is so already. */
export function isDecision({ code, reason }: HubRefusal): boolean {
  return reason !== null || DECISIONS.has(code)
}

/** Codes of a hub that cannot do anything now. */
const UNABLE = new Set<string>(['hub_unreachable', 'storage_unavailable', 'internal'])

/** The hub's no, as far as it could decide; null where it is away, or unable to. */
export function refusalBy(error: unknown): HubRefusal | null {
  if (!(error instanceof HubRefusal)) return null
  const isUnable = error.status === null ? UNABLE.has(error.code) : error.status >= 500
  return isUnable ? null : error
}

/** True where the hub could not, rather than would not: the same may be done when it is asked again. */
export function isHubProblem({ code }: HubRefusal): boolean {
  return code !== 'hub_unreachable' && isRetryable(code)
}
