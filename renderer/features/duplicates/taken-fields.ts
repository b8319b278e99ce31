import type { MergedField, MergeSide } from '../../../server/protocol/duplicates.ts'

/** In the order in which they are shown. The hub's own list is a schema's, which a desk does without. */
export const CHOSEN_FIELDS = [
  'full_name',
  'membership_type',
  'phone',
  'email',
  'birthday',
  'suspended',
  'photo',
] as const satisfies readonly MergedField[]

export function valueOf(side: MergeSide, field: MergedField): string | boolean | null {
  return field === 'photo' ? side.photo_url : side[field]
}

/** What is taken of the one who goes unless somebody chooses otherwise: what only they have; and who was suspended stays so. */
export function takenAtFirst(one: MergeSide, other: MergeSide): ReadonlySet<MergedField> {
  const has = (side: MergeSide, field: MergedField): boolean => Boolean(valueOf(side, field))
  return new Set(CHOSEN_FIELDS.filter((field) => !has(one, field) && has(other, field)))
}
