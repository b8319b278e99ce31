import { readJpeg } from '../../domain/jpeg.ts'
import { problem } from '../../protocol/errors.ts'
import { PHOTO_SIDE, photoAddress } from '../../protocol/photo-address.ts'
import type { Actor } from '../../store/audit-log.ts'
import type { Db } from '../../store/database.ts'
import { deletePhoto, findPhoto, savePhoto } from '../../store/photos.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { changesOf, type Fingerprints } from './audited-member.ts'
import { memberOf } from './change-member.ts'

/** Characters kept of a photo's hash: enough that no member has two alike. */
const VERSION_CHARACTERS = 16

/** What a photo is told from others by. */
export function photoVersion(image: string, { hash }: Fingerprints): string {
  return hash(image).slice(0, VERSION_CHARACTERS)
}

interface MemberPhoto {
  memberId: string
  /** Where programs get it; null where there is none. */
  photo_url: string | null
}

interface PhotographedBy {
  actor: Actor
  fingerprints: Fingerprints
}

/**
 * Gives a member a photo, in the place of the one before; doing it again changes nothing. Throws `member_not_found`, and
 * `invalid_message` for what is no JPEG, is larger than a desk shows, or tells more than how the member looks.
 */
export async function setPhoto(
  context: WriteContext,
  { memberId, image }: { memberId: string; image: string },
  by: PhotographedBy,
): Promise<MemberPhoto> {
  requirePhoto(image)
  await memberOf(context, memberId)
  const version = photoVersion(image, by.fingerprints)
  const known = await findPhoto(context.tx, memberId)
  const photo_url = photoAddress(memberId, version)
  if (known?.version === version) return { memberId, photo_url }
  return changePhoto(context, memberId, by, () =>
    savePhoto(context.tx, { member_id: memberId, version, image, at: context.now }, photo_url),
  )
}

/** Takes a member's photo away. Doing it again changes nothing. Throws `member_not_found`. */
export async function removePhoto(
  context: WriteContext,
  { memberId }: { memberId: string },
  by: PhotographedBy,
): Promise<MemberPhoto> {
  await memberOf(context, memberId)
  if (!(await findPhoto(context.tx, memberId))) return { memberId, photo_url: null }
  return changePhoto(context, memberId, by, () => deletePhoto(context.tx, memberId))
}

/** A member's photo as a JPEG in base64, or null. */
export async function readPhoto(
  db: Db,
  { memberId }: { memberId: string },
): Promise<{ image: string | null }> {
  return { image: (await findPhoto(db, memberId))?.image ?? null }
}

async function changePhoto(
  context: WriteContext,
  memberId: string,
  { actor, fingerprints }: PhotographedBy,
  change: () => Promise<void>,
): Promise<MemberPhoto> {
  const { tx, now } = context
  const before = await memberOf(context, memberId)
  await change()
  const { full_name, membership_type, photo_url } = await memberOf(context, memberId)
  const details = await changesOf(context, before, { ...before, photo_url }, fingerprints)
  forgetScansOfMember(tx, memberId)
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  context.audit({ actor, action: 'member_changed', subject: memberId, details })
  return { memberId, photo_url }
}

function requirePhoto(image: string): void {
  const why = whyNoPhoto(image)
  if (why !== null) throw problem('photo_unreadable', why)
}

/** Why a picture in base64 is no photo that is kept, in a sentence; null where it is one. */
export function whyNoPhoto(image: string): string | null {
  const facts = readJpeg(Uint8Array.from(atob(image), (character) => character.charCodeAt(0)))
  if (facts === null) return 'This is not a JPEG picture. Choose another picture.'
  if (facts.width > PHOTO_SIDE || facts.height > PHOTO_SIDE)
    return `A photo has at most ${PHOTO_SIDE} by ${PHOTO_SIDE} pixels. Make it smaller.`
  return facts.hasMetadata ? 'This picture says where or how it was taken. Send it without such data.' : null
}
