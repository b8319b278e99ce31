import type { SetUpAsked } from '../protocol/set-up.ts'

/** The first start of a hub. */
export interface SetUpPort {
  /** True until somebody has an account. */
  isNeeded: () => Promise<boolean>
  /** What whoever sets it up has to know; null where it is set up. */
  code: () => Promise<string | null>
  /**
   * `address` is where it is asked from: whoever tries codes has to wait there, and nowhere else.
   * Does all of it, or throws a HubError that says what to do, with nothing done. Resolves with what starts the hub anew
   * on what was set, for when the answer is out.
   */
  run: (asked: SetUpAsked, address: string) => Promise<() => void>
}
