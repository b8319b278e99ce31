import { z } from 'zod'
import { MAX_PHOTO_CHARACTERS } from './photo-address.ts'

/** What the operations of photos take. */

export const photoOfMember = z.object({ memberId: z.guid().toLowerCase() })

/** A JPEG in base64. */
export const photoImage = z.base64().min(4).max(MAX_PHOTO_CHARACTERS)

export const newPhoto = photoOfMember.extend({ image: photoImage })
