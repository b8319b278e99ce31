import type { z } from 'zod'
import { dayOfYear } from '../../domain/birthday.ts'
import { isSamePhone, phoneEnd, phoneOf, type Phone } from '../../domain/phone.ts'
import { fold } from '../../domain/search/fold.ts'
import type { LookAlike, lookAlikesParams } from '../../protocol/member-edits.ts'
import type { Db } from '../../store/database.ts'
import { listMembersByEmail, listMembersByIds } from '../../store/members.ts'
import type { MembersTable } from '../../store/tables/members.ts'
import type { MemberDirectory } from './search-members.ts'

/** Looked at for each thing that may be the same, and shown in all: more would tell nothing. */
const MOST_LOOK_ALIKES = 5

type Typed = z.output<typeof lookAlikesParams>

/** Members who may be the same person: the same phone number or e-mail address, or the same name and no other birthday. */
export async function findLookAlikes(
  { db, directory }: { db: Db; directory: MemberDirectory },
  typed: Typed,
): Promise<{ members: LookAlike[] }> {
  const find = (query: string) => (query === '' ? [] : directory.find(query, MOST_LOOK_ALIKES))
  const named = [...(await find(typed.full_name)), ...(await find(wholePhone(typed.phone)?.digits ?? ''))]
  const mailed = typed.email === '' ? [] : await listMembersByEmail(db, typed.email, MOST_LOOK_ALIKES)
  const ids = new Set([...named, ...mailed].map(({ id }) => id))
  const members = ids.size === 0 ? [] : await listMembersByIds(db, [...ids])
  const found = members.map((member) => ({ member, alike: alikeIn(typed, member) }))
  return {
    members: found
      .filter(({ alike }) => alike.length > 0)
      .sort((one, other) => other.alike.length - one.alike.length)
      .slice(0, MOST_LOOK_ALIKES)
      .map(({ member: { id, full_name, membership_type }, alike }) => ({
        ...{ id, full_name, membership_type, alike },
      })),
  }
}

function alikeIn(typed: Typed, member: MembersTable): LookAlike['alike'] {
  const [phone, theirs] = [wholePhone(typed.phone), phoneOf(member.phone)]
  const isSame = {
    name: isNameOf(typed, member),
    phone: phone !== null && theirs !== null && isSamePhone(phone, theirs),
    email: typed.email !== '' && typed.email.toLowerCase() === member.email.toLowerCase(),
  }
  return (Object.keys(isSame) as (keyof typeof isSame)[]).filter((what) => isSame[what])
}

function isNameOf({ full_name, birthday }: Typed, member: MembersTable): boolean {
  if (full_name === '' || fold(full_name) !== fold(member.full_name)) return false
  const [one, other] = [dayOfYear(birthday === '' ? null : birthday), dayOfYear(member.birthday)]
  return one === null || other === null || one === other
}

/** Null for the beginning of a number. */
function wholePhone(typed: string): Phone | null {
  const phone = phoneOf(typed)
  return phone && phoneEnd(phone) !== null ? phone : null
}
