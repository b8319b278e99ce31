import type { EditableField, EditableMember } from '../../../server/protocol/member-edits.ts'
import type { SentParamsOf } from '../../../server/protocol/operations.ts'

/** What is typed of a member, a text for each field. */
export interface MemberValues {
  full_name: string
  membership_type: string
  phone: string
  email: string
  birthday: string
  suspended: boolean
}

const NOTHING: MemberValues = {
  full_name: '',
  membership_type: '',
  phone: '',
  email: '',
  birthday: '',
  suspended: false,
}

/** Somebody new, of whom at most the name is known. */
export function valuesOfNew(full_name: string): MemberValues {
  return { ...NOTHING, full_name }
}

/** A member as they are kept. */
export function valuesOf({ birthday, ...member }: EditableMember): MemberValues {
  return { ...NOTHING, ...member, birthday: birthday ?? '' }
}

/** What adds a member of whom this was typed. */
export function newMemberOf(values: MemberValues): Omit<SentParamsOf<'members.add'>, 'memberId' | 'card'> {
  const { full_name, phone, email } = values
  return { full_name, phone, email, birthday: orNull(values.birthday) }
}

/** What was changed of a member, each field with what was there before. */
export function changesOf(
  before: EditableMember,
  values: MemberValues,
): SentParamsOf<'members.edit'>['fields'] {
  const { full_name, membership_type, phone, email, suspended } = values
  const birthday = orNull(values.birthday)
  const typed: EditableMember = { full_name, membership_type, phone, email, birthday, suspended }
  const fields = (Object.keys(typed) as EditableField[]).filter((field) => typed[field] !== before[field])
  return Object.fromEntries(fields.map((field) => [field, { was: before[field], now: typed[field] }]))
}

function orNull(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim()
}
