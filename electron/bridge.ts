/**
 * The contract between the desk's page and the shell around it: the only things the page can ask of the machine.
 * In a browser there is no shell, and `window.kiosk` is undefined.
 */
export interface KioskBridge {
  /** Where this desk's hub is, e.g. `http://127.0.0.1:8000/`. It may not be reachable yet. */
  hubAddress(): Promise<string>
  /** A fresh single-use code that signs this desk in, or null where the shell does not host the hub. */
  signInCode(): Promise<string | null>
  /** Whether this screen is locked to the desk. */
  kioskState(): Promise<KioskState>
  /** Opens the lock where the hub takes the manager's approval, which is used up. False where it does not. */
  leaveKiosk(proof: LeavingProof): Promise<boolean>
  /** Locks a screen again that a manager has opened. */
  lockKiosk(): Promise<void>
  /** Prints the page: on a locked screen at once and on the system's own printer, because the dialog sees the whole disk. */
  print(): Promise<void>
}

/** `none` where the shell was not started as a kiosk; `open` where a manager has left the kiosk for now. */
export type KioskState = 'none' | 'locked' | 'open'

/** What proves to the hub that a manager allows this desk to leave the kiosk. */
export interface LeavingProof {
  deskToken: string
  /** From `POST /api/v1/approvals`. */
  approval: string
}

export const CHANNELS = {
  hubAddress: 'kiosk:hub-address',
  signInCode: 'kiosk:sign-in-code',
  kioskState: 'kiosk:state',
  leaveKiosk: 'kiosk:leave',
  lockKiosk: 'kiosk:lock',
  print: 'kiosk:print',
} as const

declare global {
  interface Window {
    readonly kiosk?: KioskBridge
  }
}
