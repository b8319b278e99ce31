import type { Session } from 'electron'
import { isShellAddress } from '../address.ts'

/**
 * All that the desk's page needs of the browser around it: to reach a hub on this machine and on the LAN (Chromium asks
 * for the one or the other name, by its version and by where the hub is), and readers that are plugged in.
 */
const GRANTED: ReadonlySet<string> = new Set([
  'local-network-access',
  'local-network',
  'loopback-network',
  'hid',
  'serial',
])

/** What readers are plugged in as; nothing else that is plugged in is given out. */
const READERS: ReadonlySet<string> = new Set(['hid', 'serial'])

/**
 * Whether `address` (an origin or the address of a page) is given `permission`. Everything not named is refused. Of `media`
 * only the camera is given, by itself: `media` is what was asked for.
 */
export function grantsPermission(
  permission: string,
  address: string | undefined,
  media: readonly (string | undefined)[] = [],
): boolean {
  if (address === undefined || !isShellAddress(address)) return false
  if (permission !== 'media') return GRANTED.has(permission)
  return media.length > 0 && media.every((asked) => asked === 'video')
}

/**
 * Answers every permission question of the session by the policy. Of what is plugged in the page may have readers, without
 * a list to choose from; it opens those that somebody added there.
 */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_page, permission, answer, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : []
    answer(grantsPermission(permission, details.requestingUrl, media))
  })
  session.setPermissionCheckHandler((_page, permission, origin, { mediaType }) =>
    grantsPermission(permission, origin, [mediaType]),
  )
  session.setDevicePermissionHandler(
    ({ deviceType, origin }) => READERS.has(deviceType) && isShellAddress(origin),
  )
}
