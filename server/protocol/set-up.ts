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
