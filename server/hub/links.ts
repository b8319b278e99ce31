import { PAIRING_CODE_MS, SIGN_IN_CODE_MS } from '../auth/sign-in.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { SignInLink } from '../protocol/accounts.ts'
import type { LanState } from '../protocol/lan.ts'
import { writePairingText } from '../protocol/pairing.ts'
import type { Role } from '../protocol/roles.ts'
import type { Actor } from '../store/audit-log.ts'

/** How this hub is reached. */
export interface Reach {
  /** From this machine, e.g. `http://127.0.0.1:8000/`. */
  address: () => string
  /** From the network. */
  lan: () => Pick<LanState, 'hubId' | 'addresses'>
}

/** Makes a link that signs one desk in, once: at the hub's machine, and from another PC where the network is open. */
export async function makeLink(
  accounts: Pick<Accounts, 'makeCode'>,
  { address, lan }: Reach,
  asked: { role: Role; name: string },
  actor: Actor,
): Promise<SignInLink> {
  const { hubId, addresses } = lan()
  const lifeMs = hubId === null ? SIGN_IN_CODE_MS : PAIRING_CODE_MS
  const { code, expiresAt } = await accounts.makeCode(asked, actor, lifeMs)
  return {
    code,
    address: `${address()}#signin=${code}`,
    expiresAt: new Date(expiresAt).toISOString(),
    pairing: hubId === null ? null : { text: writePairingText({ hubId, code }), addresses },
  }
}
