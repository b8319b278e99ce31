import { isOwnPhoto } from '../../server/protocol/photo-address.ts'
import { photoSource } from '../services/take-photo.ts'
import { useHubQuery } from './use-hub-query.ts'

/** Ten minutes: whoever comes in and goes out again is shown at once. */
const KEPT_MS = 600_000

/** Where an image gets a member's photo: from wherever it is, or over the line to the hub, which asks for no sign-in of its own. */
export function usePhoto(memberId: string, photoUrl: string | null): string | null {
  const isOwn = photoUrl !== null && isOwnPhoto(photoUrl)
  const version = photoUrl ?? ''
  const { data } = useHubQuery('photos.get', { memberId }, { enabled: isOwn, of: version, keptMs: KEPT_MS })
  if (!isOwn) return photoUrl
  return data?.image ? photoSource(data.image) : null
}
