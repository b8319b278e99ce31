import type { SignInLink } from '../../../server/protocol/accounts.ts'
import type { Place } from '../../../server/network/ask-pinned.ts'
import { fetchCopy } from '../../../server/standby/fetch-copy.ts'
import { joinHub } from '../../../server/standby/join-hub.ts'
import { writeStandbyFile, type StandbyFile } from '../../../server/standby/standby-file.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import type { TestHub } from './hub.ts'
import { secureAddressOf } from './lan.ts'

/** A hub that a standby on this machine reaches. */
export const ON_LOOPBACK = { lan: true, 'lan-port': '0', 'lan-address': ['127.0.0.1'] }

/** What somebody with this role gives a PC that is to join. */
export async function pairingTextOf(hub: Pick<TestHub, 'fetch'>, role = 'manager'): Promise<string> {
  const answer = await hub.fetch('api/v1/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, name: 'Maria' }),
  })
  const { pairing } = (await answer.json()) as SignInLink
  if (!pairing) throw new Error('The hub is not on the network.')
  return pairing.text
}

/** Where the hub is on the network. */
export async function placeOf(hub: Pick<TestHub, 'fetch'>): Promise<Place> {
  const { hostname, port } = await secureAddressOf(hub, '127.0.0.1')
  return { host: hostname, port: Number(port) }
}

export interface TestStandby {
  folder: string
  standby: StandbyFile
  fetch: () => ReturnType<typeof fetchCopy>
}

/** A PC that keeps a copy of the hub, and fetches one when the test says so. */
export async function beginStandby(hub: Pick<TestHub, 'fetch'>): Promise<TestStandby> {
  const folder = temporaryFolder()
  const standby = await joinHub(await placeOf(hub), await pairingTextOf(hub))
  writeStandbyFile(folder, standby)
  return { folder, standby, fetch: () => fetchCopy(folder, standby) }
}
