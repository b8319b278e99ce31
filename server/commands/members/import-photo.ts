import { photoAddress } from '../../protocol/photo-address.ts'
import type { MemberRow } from '../../store/rights.ts'
import { refusedAt } from './file/refusal.ts'
import type { MemberFileRow } from './file/row-shape.ts'
import type { Fingerprints } from './audited-member.ts'
import { photoVersion, whyNoPhoto } from './photos.ts'

/** The photos that came with a members file. */
export interface FilePhotos {
  /** The one that is named as one of these, a JPEG in base64. Throws a HubError where it cannot be read. */
  find: (names: readonly string[]) => string | null
}

/** The first photo of a member. */
export interface NewPhoto {
  image: string
  version: string
  address: string
}

/**
 * The photo that a row brings to a member who has none: the one that is named by their id, their number in another product or a card. A
 * photo that is here stays: nobody knows which one is newer. Throws a HubError with the line for what is no photo.
 */
export function newPhotoOf(
  { photos, fingerprints }: { photos?: FilePhotos | undefined; fingerprints: Fingerprints },
  row: MemberFileRow,
  member: MemberRow,
): NewPhoto | null {
  if (!photos || member.photo_url !== null) return null
  const names = [row.id, row.sourceId, ...(row.credentials ?? [])]
  const image = photos.find(names.filter((name) => typeof name === 'string'))
  if (image === null) return null
  const why = whyNoPhoto(image)
  if (why !== null) throw refusedAt(row.line, 'photo', `cannot be taken. ${why}`)
  const version = photoVersion(image, fingerprints)
  return { image, version, address: photoAddress(member.id, version) }
}
