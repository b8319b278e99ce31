/**
 * The contract between the desk's page and the shell around it: the only things the page can ask of the machine.
 * In a browser there is no shell, and `window.kiosk` is undefined.
 */
export interface KioskBridge {
  /** Where this desk's hub is, e.g. `http://127.0.0.1:8000/`. It may not be reachable yet. */
  hubAddress(): Promise<string>
  /** A fresh single-use code that signs this desk in, or null where the shell does not host the hub. */
  signInCode(): Promise<string | null>
}

export const CHANNELS = {
  hubAddress: 'kiosk:hub-address',
  signInCode: 'kiosk:sign-in-code',
} as const

declare global {
  interface Window {
    readonly kiosk?: KioskBridge
  }
}
