import { hubIdOf } from '../../server/protocol/pairing.ts'
import type { PairedHub } from '../settings/kiosk-file.ts'
import { discoverHubs } from './discover.ts'
import { findHub } from './find-hub.ts'
import { meetHub } from './meet-hub.ts'

/** Where a paired hub is now: where it was, or where its network says, if its key is there. Where it was, if nobody knows. */
export async function locateHub(hub: PairedHub): Promise<PairedHub> {
  if ((await meetHub(hub)) === hub.pin) return hub
  const hubId = hubIdOf(Buffer.from(hub.pin, 'base64'))
  const found = await findHub(hubId, { discover: discoverHubs, meet: meetHub })
  return typeof found !== 'string' && found.pin === hub.pin ? found : hub
}
