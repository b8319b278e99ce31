import type { AwayVisits, MemberDetails } from '../../../server/protocol/methods.ts'
import { dayOf, formatDay, formatList, formatMoney, formatNumber, formatRow } from '../../i18n/format.ts'
import { isolate } from '../../i18n/isolate.ts'
import { visitsWords } from '../../contexts/plan-words.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import type { Fact } from './facts-of.ts'

/** A member's plan and how to reach them, a line each; what is not known has none. */
export function memberFacts(member: MemberDetails, wording: Wording): Fact[] {
  const { t, language, today, currency } = wording
  const day = (value: string | null): string => (value === null ? '' : formatDay(value, today, language))
  const birthday = member.birthday === null ? null : `${today.slice(0, 4)}-${member.birthday}`
  const { visits_left: left, debt_cents: debt } = member
  const facts: Fact[] = [
    { label: t('memberSheet.from'), value: day(member.valid_from) },
    { label: t('memberSheet.until'), value: day(member.valid_until) },
    { label: t('memberSheet.frozenUntil'), value: day(member.frozen_until) },
    { label: t('memberSheet.left'), value: left === null ? '' : formatNumber(left, language) },
    { label: t('kinds.packs'), value: packsLine(member, day, { t, language }) },
    {
      label: t('memberCard.debt'),
      value: debt === 0 ? '' : formatMoney({ cents: debt, currency }, language),
    },
    { label: t('memberSheet.phone'), value: isolate(member.phone, language) },
    { label: t('memberSheet.email'), value: isolate(member.email, language) },
    { label: t('memberSheet.birthday'), value: day(birthday) },
    { label: t('memberSheet.total'), value: formatNumber(member.visits_total, language) },
    ...(member.away ?? []).map((visits) => awayFact(visits, wording)),
  ]
  return facts.filter(({ value }) => value !== '')
}

/** How often they have been at another gym, and when last. */
function awayFact({ gym, visits_total, last_visit_time: at, inside }: AwayVisits, wording: Wording): Fact {
  const { t, language, today, timeZone } = wording
  const last = at === null ? '' : formatDay(dayOf(at, timeZone), today, language)
  const parts = [visitsWords(visits_total, wording), inside ? t('memberSheet.inside') : last]
  return { label: t('gyms.at', { gym: isolate(gym, language) }), value: formatList(parts, language) }
}

/** The packs that are used on days that the plan does not cover. */
function packsLine(
  { beside = [] }: MemberDetails,
  day: (value: string | null) => string,
  { t, language }: Pick<Wording, 't' | 'language'>,
): string {
  const lines = beside.map(({ plan, visits_left: left, valid_until: until }) =>
    formatRow(
      [
        isolate(plan, language),
        t('fact.visitsLeft', { count: left }),
        until === null ? '' : t('plans.sale.until', { day: day(until) }),
      ],
      language,
    ),
  )
  return formatList(lines, language)
}
