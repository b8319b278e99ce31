import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { certificatePath } from '../../../server/network/tls-identity.ts'
import type { LanState } from '../../../server/protocol/lan.ts'
import type { TestHub } from './hub.ts'

/** What the hub says of itself and the network. */
export async function lanStateOf(hub: Pick<TestHub, 'fetch'>): Promise<LanState> {
  return (await (await hub.fetch('api/v1/lan')).json()) as LanState
}

/** Where another PC with this address reaches the hub. */
export async function secureAddressOf(hub: Pick<TestHub, 'fetch'>, host: string): Promise<URL> {
  const { addresses, problem } = await lanStateOf(hub)
  const address = addresses.map((one) => new URL(one)).find(({ hostname }) => hostname === host)
  if (!address) throw new Error(`The hub is not at ${host} but at ${addresses.join(', ')}; ${problem ?? ''}`)
  return address
}

/** Makes Chromium trust the key of the hub with this data folder and no other that is not signed for. */
export function trustsHub(dataFolder: string): string {
  const { publicKey } = new X509Certificate(readFileSync(certificatePath(dataFolder)))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`
}
