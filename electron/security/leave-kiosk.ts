import type { LeavingProof } from '../bridge.ts'
import type { ReadArguments } from '../ipc.ts'
import { CONTROL_TIMEOUT_MS } from '../limits.ts'

/** Longer than both secrets are; the hub looks at them closely. */
const MAX_PROOF_CHARACTERS = 200

/** Reads the page's argument of `leave`. */
export const readProof: ReadArguments<[LeavingProof]> = (given) => {
  const [proof, ...more] = given
  if (more.length > 0 || typeof proof !== 'object' || proof === null) return null
  const { deskToken, approval, ...others } = proof as Record<string, unknown>
  if (!isSecret(deskToken) || !isSecret(approval) || Object.keys(others).length > 0) return null
  return [{ deskToken, approval }]
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PROOF_CHARACTERS
}

/**
 * Asks the hub whether a manager has allowed this desk to leave the kiosk: the page's word is not taken for it. The approval is
 * used up. False where the hub refuses; rejects where it does not answer.
 */
export async function mayLeaveKiosk(hubAddress: string, proof: LeavingProof): Promise<boolean> {
  const answer = await fetch(new URL('api/v1/kiosk/leave', hubAddress), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(proof),
    redirect: 'error',
    signal: AbortSignal.timeout(CONTROL_TIMEOUT_MS),
  })
  if (!answer.ok) return false
  const said: unknown = await answer.json()
  return typeof said === 'object' && said !== null && 'left' in said && said.left === true
}
