import type { Session } from 'electron'
import { isShellAddress } from '../address.ts'

/**
 * All that the desk's page needs of the browser around it: to reach a hub on this machine and on the LAN.
 * Chromium asks for the one or the other name, by its version and by where the hub is.
 */
const GRANTED: ReadonlySet<string> = new Set(['local-network-access', 'local-network', 'loopback-network'])

/** Whether `address` (an origin or the address of a page) is given `permission`. Everything not named is refused. */
export function grantsPermission(permission: string, address: string | undefined): boolean {
  return GRANTED.has(permission) && address !== undefined && isShellAddress(address)
}

/** Answers every permission question of the session by the policy, and refuses every device and screen. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, permission, answer, details) => {
    answer(grantsPermission(permission, details.requestingUrl))
  })
  session.setPermissionCheckHandler((_page, permission, origin) => grantsPermission(permission, origin))
  session.setDevicePermissionHandler(() => false)
}
