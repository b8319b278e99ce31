/** What the first start asks for. */
export interface SetUpAsked {
  /** What the hub has printed. */
  code: string
  gymName: string
  /** IANA, e.g. `Europe/Berlin`. */
  timeZone: string
  manager: { username: string; full_name: string; password: string }
  /** Whether it begins with members to try it on. */
  demo: boolean
  /** Whether other PCs of the network may join. */
  joinable: boolean
}

/** The first start of a hub. */
export interface SetUpPort {
  /** True until somebody has an account. */
  isNeeded: () => Promise<boolean>
  /** What whoever sets it up has to know; null where it is set up. */
  code: () => Promise<string | null>
  /**
   * Does all of it, or throws a HubError that says what to do, with nothing done. Resolves with what starts the hub anew
   * on what was set, for when the answer is out.
   */
  run: (asked: SetUpAsked) => Promise<() => void>
}
