import type { z } from 'zod'
import type { suspendedMember } from '../../protocol/params.ts'
import type { WriteContext } from '../../store/write.ts'
import { editMember, type Editor } from './edit-member.ts'
import { writeNote, type Writer } from './member-notes.ts'

/**
 * Suspends a member: nobody at a desk lets them in. Why stands in a note. Doing it again changes nothing. Throws `member_not_found`, and
 * `forbidden` without the right.
 */
export async function suspendMember(
  context: WriteContext,
  { memberId, id, reason: text }: z.output<typeof suspendedMember>,
  by: Editor & { actor: Writer },
): Promise<{ memberId: string }> {
  await editMember(context, { memberId, id, fields: { suspended: { was: false, now: true } } }, by)
  const note = { memberId, noteId: id, level: 'warning', text, until: null } as const
  await writeNote(context, note, by.actor, by.fingerprints)
  return { memberId }
}
