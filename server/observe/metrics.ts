import { Distribution } from './distribution.ts'
import { RequestTimeline } from './request-timeline.ts'
import type { Logger } from './logger.ts'
import { Tally } from './tally.ts'

/** The closed lists that counts are kept by. They come from outside: this room knows nothing of the hub's words. */
export interface KnownNames {
  frameTypes: readonly string[]
  errorCodes: readonly string[]
  closeCodes: readonly number[]
  verdicts: readonly string[]
  reasons: readonly string[]
}

/** What the parts of a hub count while they work; read only when somebody asks. */
export interface Metrics {
  framesIn: Tally
  framesOut: Tally
  errors: Tally
  closes: Tally
  /** Reasons by verdict. */
  decisions: ReadonlyMap<string, Tally>
  signIns: Tally
  refusedSignIns: Tally
  /** From a command's frame to its reply in the socket's hands. Milliseconds. */
  acknowledgements: Distribution
  /** From the start of a group's transaction to its end, synced. Milliseconds. */
  commits: Distribution
  /** Commands that shared a commit. */
  groupSizes: Distribution
  timeline: RequestTimeline
}

/** Whole decades of what a person notices and a disk takes; in milliseconds. */
const ACKNOWLEDGEMENT_BOUNDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000]
const COMMIT_BOUNDS_MS = [0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1_000]
const GROUP_SIZE_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 500]

/** Ways to sign in: a token on a socket, a link's code, a password, a PIN, a refresh token. */
export const SIGN_IN_WAYS = ['token', 'code', 'password', 'pin', 'refresh'] as const
export type SignInWay = (typeof SIGN_IN_WAYS)[number]

/** What leaves: answers, events and news to everyone, and what was asked for and may be large. */
export const SENT_KINDS = ['reply', 'live', 'requested'] as const

/** Empty counts for one hub. `steadyNow` is a clock in milliseconds that is never set. */
export function createMetrics(names: KnownNames, log: Logger, steadyNow: () => number): Metrics {
  const acknowledgements = new Distribution(ACKNOWLEDGEMENT_BOUNDS_MS)
  return {
    framesIn: new Tally(names.frameTypes),
    framesOut: new Tally(SENT_KINDS),
    errors: new Tally(names.errorCodes),
    closes: new Tally(names.closeCodes.map(String)),
    decisions: new Map(names.verdicts.map((verdict) => [verdict, new Tally(names.reasons)])),
    signIns: new Tally(SIGN_IN_WAYS),
    refusedSignIns: new Tally(SIGN_IN_WAYS),
    acknowledgements,
    commits: new Distribution(COMMIT_BOUNDS_MS),
    groupSizes: new Distribution(GROUP_SIZE_BOUNDS),
    timeline: new RequestTimeline({ log, steadyNow, acknowledgements }),
  }
}
