import type { HubPlace } from '../../electron/bridge.ts'
import type { SetUpAsked } from '../../server/protocol/set-up.ts'
import { fetchHub } from './api.ts'
import type { DeskStorage } from './lasting-storage.ts'
import { SignIn } from './sign-in.ts'
import type { SignInError } from './sign-in-error.ts'

/** How often a hub that starts anew is asked whether it is back. */
const LOOK_AGAIN_MS = 300

/** A hub with demo members is back within a few seconds, on a slow PC within half a minute. */
const BACK_WITHIN_MS = 60_000

interface SetUpParts {
  hub: HubPlace
  storage: DeskStorage
  now: () => number
  wait: (ms: number) => Promise<void>
}

/**
 * Sets a hub up, waits until it is back on what was set, and signs its manager in at this desk. Rejects with a HubRefusal
 * where the hub refuses; resolves with what went wrong at the sign-in, null where nothing did.
 */
export async function setUpHub(
  { hub, storage, now, wait }: SetUpParts,
  asked: SetUpAsked,
  deskName: string,
): Promise<SignInError | null> {
  const headers = { 'content-type': 'application/json' }
  await fetchHub(hub.address, 'api/v1/set-up', { method: 'POST', headers, body: JSON.stringify(asked) })
  const signIn = new SignIn({ hub, storage, now, askShell: () => Promise.resolve(null) })
  const { username, password } = asked.manager
  const lastTry = now() + BACK_WITHIN_MS
  for (;;) {
    const error = await signIn.signIn({ username, password }, deskName)
    if (error !== 'unreachable' || now() > lastTry) return error
    await wait(LOOK_AGAIN_MS)
  }
}
