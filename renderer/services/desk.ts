import type { KioskBridge } from '../../electron/bridge.ts'
import { lastingStorage } from './lasting-storage.ts'
import { Scans } from './scans.ts'
import { SignIn } from './sign-in.ts'
import { storedOutbox } from './stored-outbox.ts'
import { WebSocketService } from './websocket.ts'

/** The parts of a desk that live as long as its page. */
export interface Desk {
  service: WebSocketService
  signIn: SignIn
  scans: Scans
}

/** Joins the parts: whoever is signed in is connected, whoever is not is not. */
export function createDesk(
  hubAddress: string,
  codeInAddress: string | null,
  kiosk: KioskBridge | undefined,
): Desk {
  const timers = {
    now: () => Date.now(),
    setTimeout: (callback: () => void, ms: number) => window.setTimeout(callback, ms),
    clearTimeout: (timer: number) => window.clearTimeout(timer),
  }
  const storage = lastingStorage(() => window.localStorage)
  const service = new WebSocketService({
    address: socketAddress(hubAddress),
    timers,
    outbox: storedOutbox(storage, hubAddress),
  })
  const signIn = new SignIn({
    hubAddress,
    storage,
    now: timers.now,
    askShell: () => kiosk?.signInCode() ?? Promise.resolve(null),
  })
  let isConnecting = false
  signIn.subscribe(() => {
    const isSignedIn = signIn.state.phase === 'signed_in'
    if (isSignedIn && !isConnecting) void service.connect(signIn)
    if (!isSignedIn && isConnecting) service.disconnect()
    isConnecting = isSignedIn
  })
  void signIn.start(codeInAddress)
  return { service, signIn, scans: new Scans(service, timers) }
}

function socketAddress(hubAddress: string): string {
  return new URL('ws/checkins/', hubAddress.replace(/^http/, 'ws')).href
}
