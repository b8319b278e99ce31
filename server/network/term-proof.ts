import { createPublicKey, sign, verify } from 'node:crypto'
import type { Term, TermClaim } from '../protocol/term.ts'
import type { HubKey } from './tls-identity.ts'

/** The digest that is signed; of elliptic curves and RSA alike. */
const DIGEST = 'sha256'

/** The hub's word that a term was begun, under the key that the gym's hubs share. */
export function proveTerm({ key, hubId }: HubKey, { number, id }: Term): TermClaim {
  return { number, id, proof: sign(DIGEST, signedText(hubId, { number, id }), key).toString('base64url') }
}

/** Whether whoever has the gym's key has begun this term. Anybody may have passed it on. */
export function isProven({ key, hubId }: HubKey, claim: TermClaim): boolean {
  return verify(DIGEST, signedText(hubId, claim), createPublicKey(key), Buffer.from(claim.proof, 'base64url'))
}

/** Says what it is, so that no other signature of the key can stand for it. */
function signedText(hubId: string, { number, id }: Term): Buffer {
  return Buffer.from(`AV Gym Front Desk, term of hub ${hubId}: ${number} ${id}`)
}
