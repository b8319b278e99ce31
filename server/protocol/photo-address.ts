/** A side of a member's photo in pixels, which is square: what the largest desk shows of it. */
export const PHOTO_SIDE = 384

/** Bytes of a photo: twice what one of that size has, and with the rest of its frame within what a hub takes at once. */
export const MAX_PHOTO_BYTES = 40_000

/** The same in base64. */
export const MAX_PHOTO_CHARACTERS = Math.ceil(MAX_PHOTO_BYTES / 3) * 4

/** Where a hub serves a photo of its own, by its version: another photo has another address. */
export function photoAddress(memberId: string, version: string): string {
  return `/api/v1/members/${memberId}/photo?v=${version}`
}

/** True for an address that this program's hubs serve, and nobody else. */
export function isOwnPhoto(address: string): boolean {
  return /^\/api\/v1\/members\/[0-9a-f-]+\/photo\?v=/.test(address)
}
