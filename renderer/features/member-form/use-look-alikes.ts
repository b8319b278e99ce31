import { useWatch, type Control } from 'react-hook-form'
import type { LookAlike } from '../../../server/protocol/member-edits.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useTyped } from '../../contexts/use-member-search.ts'
import type { MemberValues } from './member-values.ts'

const NOBODY: readonly LookAlike[] = []

/** Members who may be the same person as is being typed; nobody where the hub is away. */
export function useLookAlikes(control: Control<MemberValues>): readonly LookAlike[] {
  const [name, phone, email, birthday] = useWatch({
    control,
    name: ['full_name', 'phone', 'email', 'birthday'],
  })
  const typed = {
    full_name: useTyped(name.trim()),
    phone: useTyped(phone.trim()),
    email: useTyped(email.trim()),
    birthday: useTyped(birthday.trim()),
  }
  const enabled = typed.full_name !== '' || typed.phone !== '' || typed.email !== ''
  const { data } = useHubQuery('members.lookAlikes', typed, { enabled, keepsLast: true })
  return enabled && data ? data.members : NOBODY
}
