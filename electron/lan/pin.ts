import { createHash, type X509Certificate } from 'node:crypto'
import { hubIdOf } from '../../server/protocol/pairing.ts'

/** What a desk knows its hub by: the SHA-256 of its public key (SPKI, DER) in base 64. It outlives certificates. */
export type Pin = string

export function pinOf(certificate: X509Certificate): Pin {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('base64')
}

/** True where a pairing text with this id means the hub with this key. */
export function isHub(hubId: string, pin: Pin): boolean {
  return hubIdOf(Buffer.from(pin, 'base64')) === hubId
}
