import { askHub, type AskedHub } from '../ask-hub.ts'
import type { LeavingProof } from '../bridge.ts'
import type { ReadArguments } from '../ipc.ts'

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
export async function mayLeaveKiosk(hub: AskedHub, proof: LeavingProof): Promise<boolean> {
  const { ok, body: said } = await askHub(hub, 'api/v1/kiosk/leave', proof)
  if (!ok) return false
  return typeof said === 'object' && said !== null && 'left' in said && said.left === true
}
