import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { formatAmount, formatDay, formatNumber } from '../../i18n/format.ts'
import type { Wording } from './describe-result.ts'
import type { Fact } from './facts-of.ts'

/** A member's plan and how to reach them, a line each; what is not known has none. */
export function memberFacts(member: MemberDetails, { t, language, today }: Wording): Fact[] {
  const day = (value: string | null): string => (value === null ? '' : formatDay(value, today, language))
  const birthday = member.birthday === null ? null : `${today.slice(0, 4)}-${member.birthday}`
  const { visits_left: left, debt_cents: debt } = member
  const facts: Fact[] = [
    { label: t('memberSheet.from'), value: day(member.valid_from) },
    { label: t('memberSheet.until'), value: day(member.valid_until) },
    { label: t('memberSheet.frozenUntil'), value: day(member.frozen_until) },
    { label: t('memberSheet.left'), value: left === null ? '' : formatNumber(left, language) },
    { label: t('memberCard.debt'), value: debt === 0 ? '' : formatAmount(debt, language) },
    { label: t('memberSheet.phone'), value: member.phone },
    { label: t('memberSheet.email'), value: member.email },
    { label: t('memberSheet.birthday'), value: day(birthday) },
    { label: t('memberSheet.total'), value: formatNumber(member.visits_total, language) },
  ]
  return facts.filter(({ value }) => value !== '')
}
