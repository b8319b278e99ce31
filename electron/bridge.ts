import type { StandbyTrouble } from '../server/protocol/standby.ts'

/**
 * The contract between the desk's page and the shell around it: the only things the page can ask of the machine.
 * In a browser there is no shell, and `window.kiosk` is undefined.
 */
export interface KioskBridge {
  /** What is to be done before this PC is a desk. */
  firstStep(): Promise<FirstStep>
  /** What this PC is by now. */
  pcRole(): Promise<PcRole>
  /** The version of the app, and how it stands with a newer one. */
  appVersion(): Promise<AppVersion>
  /** Makes this PC the host; `hosting` where its hub is started, `starting_anew` where the shell has to for that. */
  hostHere(): Promise<Hosting>
  /** Makes this PC a desk of the hub that a pairing text means; after `joined` the shell starts anew. */
  joinHub(asked: JoinAsked): Promise<JoinResult>
  /** Makes this PC, whose hub was replaced, a desk of the hub that took its place; looked for where the address is empty. */
  joinNextHub(address: string): Promise<Exclude<JoinResult, 'no_text'>>
  /** How the copy of the hub stands that this PC keeps, or could keep. */
  standby(): Promise<StandbyShown>
  /** Keeps a copy of the hub here from now on, by a manager's pairing text. */
  keepStandby(text: string): Promise<KeepResult>
  /** Deletes the copy, once the hub has removed this PC as a standby; false where it has not. */
  dropStandby(): Promise<boolean>
  /** Makes this PC the hub with its copy, for a manager of it; after `promoted` the shell starts anew. */
  promoteStandby(asked: PromoteAsked): Promise<PromoteResult>
  /** What sets the hub of this PC up; null where it is set up, or the hub is elsewhere. */
  setUpCode(): Promise<string | null>
  /** The hub of this desk. It may not be reachable yet. */
  hub(): Promise<HubPlace>
  /** A fresh single-use code that signs this desk in, or null where the shell does not host the hub. */
  signInCode(): Promise<string | null>
  /** What `keepSecret` has kept, by name. */
  readSecrets(): Promise<Record<string, string>>
  /** Keeps something that only this user of this PC may read. */
  keepSecret(name: string, value: string): Promise<void>
  /** Whether this screen is locked to the desk. */
  kioskState(): Promise<KioskState>
  /** Opens the lock where the hub takes the manager's approval, which is used up. False where it does not. */
  leaveKiosk(proof: LeavingProof): Promise<boolean>
  /** Locks a screen again that a manager has opened. */
  lockKiosk(): Promise<void>
  /** Shows members their screen on the second display of this PC, now and whenever it is there; false where there is none now. */
  openMemberScreen(): Promise<boolean>
  closeMemberScreen(): Promise<void>
  /** What helps to find a fault of this PC, and nothing of a person. */
  diagnostics(): Promise<object>
  /** Prints the page: on a locked screen at once and on the system's own printer, because the dialog sees the whole disk. */
  print(): Promise<void>
}

/** `choose` on a new PC: host or join; `set_up` where its hub has no manager yet; `replaced` where another hub has taken the place of its own. */
export type FirstStep = 'choose' | 'set_up' | 'replaced' | 'none'

/** `fixed` where the command line says what this PC is: then its screen cannot change it. */
export type PcRole = 'new' | 'host' | 'desk' | 'fixed'

export interface AppVersion {
  version: string
  update: UpdateState
}

/**
 * How it stands with a newer version of the app. off: this app is not updated by itself; current: none was found when it was last
 * looked for, which is at night; waiting: it is installed as soon as nobody uses the PC at that hour; needs_administrator: this user may
 * not replace the app; failed: the log says why, and it is tried again.
 */
export type UpdateState =
  { kind: 'off' | 'current' | 'failed' } | { kind: 'waiting' | 'needs_administrator'; version: string }

export type Hosting = 'hosting' | 'starting_anew'

export interface HubPlace {
  /** E.g. `http://127.0.0.1:8000/`. */
  address: string
  /** What this desk keeps its credentials and waiting scans under: a hub that has moved is the same, another at its place is not. */
  id: string
}

export interface JoinAsked {
  /** As it was typed or scanned. */
  text: string
  /** Where the hub is, such as `192.168.1.5`; empty to look for it. */
  address: string
}

/**
 * `no_text` and `bad_address` for what cannot be meant; `nobody` where no hub of the network has this key, `no_answer` where
 * nobody is at the address, `other_hub` where whoever is there has another key.
 */
export type JoinResult = 'joined' | 'no_text' | 'bad_address' | 'nobody' | 'no_answer' | 'other_hub'

/** `none` where this PC can keep none: it hosts, or was not paired. `currentAt` is when the copy was as the hub was, in milliseconds. */
export type StandbyShown =
  | { kind: 'none' | 'off' }
  | { kind: 'on'; deskId: string | null; currentAt: number | null; trouble: StandbyTrouble | null }

export type KeepResult = 'kept' | 'refused'

/** A manager of the copy. */
export interface PromoteAsked {
  username: string
  password: string
}

/** `hub_there` where a hub of the gym answers: only that one's end makes room. */
export type PromoteResult = 'promoted' | 'wrong_manager' | 'too_many_tries' | 'hub_there' | 'failed'

/** `none` where the shell was not started as a kiosk; `open` where a manager has left the kiosk for now. */
export type KioskState = 'none' | 'locked' | 'open'

/** What proves to the hub that a manager allows this desk to leave the kiosk. */
export interface LeavingProof {
  deskToken: string
  /** From `POST /api/v1/approvals`. */
  approval: string
}

export const CHANNELS = {
  firstStep: 'kiosk:first-step',
  pcRole: 'kiosk:pc-role',
  appVersion: 'kiosk:app-version',
  hostHere: 'kiosk:host-here',
  joinHub: 'kiosk:join-hub',
  joinNextHub: 'kiosk:join-next-hub',
  standby: 'kiosk:standby',
  keepStandby: 'kiosk:keep-standby',
  dropStandby: 'kiosk:drop-standby',
  promoteStandby: 'kiosk:promote-standby',
  setUpCode: 'kiosk:set-up-code',
  hub: 'kiosk:hub',
  signInCode: 'kiosk:sign-in-code',
  readSecrets: 'kiosk:read-secrets',
  keepSecret: 'kiosk:keep-secret',
  kioskState: 'kiosk:state',
  leaveKiosk: 'kiosk:leave',
  lockKiosk: 'kiosk:lock',
  openMemberScreen: 'kiosk:open-member-screen',
  closeMemberScreen: 'kiosk:close-member-screen',
  diagnostics: 'kiosk:diagnostics',
  print: 'kiosk:print',
} as const

declare global {
  interface Window {
    readonly kiosk?: KioskBridge
  }
}
