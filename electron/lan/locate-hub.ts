import { setTimeout as wait } from 'node:timers/promises'
import { hubIdOf } from '../../server/protocol/pairing.ts'
import type { PairedHub } from '../settings/kiosk-file.ts'
import { discoverHubs } from './discover.ts'
import { findHub, type FindMeans } from './find-hub.ts'
import { verifyHub } from './verify-hub.ts'

/** Between two looks for a hub that is nowhere: its PC may be off, or has not told its new address yet. */
const LOOK_AGAIN_MS = 5_000

/** How a hub is met and looked for; a test has its own. */
const NETWORK: FindMeans = { discover: discoverHubs, meet: verifyHub }

/**
 * Where a paired hub is: where it was, and then it is the same object, or where its network says, if its key is there. Looks until it
 * is found.
 */
export async function locateHub(hub: PairedHub, deps = NETWORK): Promise<PairedHub> {
  const hubId = hubIdOf(Buffer.from(hub.pin, 'base64'))
  for (;;) {
    if ((await deps.meet(hub)) === hub.pin) return hub
    const found = await findHub(hubId, deps)
    if (typeof found !== 'string' && found.pin === hub.pin) return isSamePlace(found, hub) ? hub : found
    await wait(LOOK_AGAIN_MS, undefined, { ref: false })
  }
}

function isSamePlace(one: PairedHub, other: PairedHub): boolean {
  return one.host === other.host && one.port === other.port
}

/** Between two looks whether a hub is still where it was: a handshake costs nothing, and a queue does not wait for long. */
const FOLLOW_EVERY_MS = 15_000

/** Tells of every new place of a hub from here on: its PC may get another address while desks are at work. */
export async function followHub(hub: PairedHub, moved: (place: PairedHub) => void): Promise<never> {
  let known = hub
  for (;;) {
    await wait(FOLLOW_EVERY_MS, undefined, { ref: false })
    const place = await locateHub(known)
    if (place !== known) moved(place)
    known = place
  }
}
