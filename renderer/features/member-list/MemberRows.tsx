import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent } from 'react'
import type { ListedMember } from '../../../server/protocol/member-list.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { formatDay, formatMoney, formatRow } from '../../i18n/format.ts'

const ROW_HEIGHT = 52
const OVERSCAN = 8

/** So many rows before the last one that is here the next page is asked for. */
const READ_AHEAD_ROWS = 100

interface MemberRowsProps {
  members: readonly ListedMember[]
  /** How many there are in all. */
  count: number
  scroller: HTMLElement | null
  onOpen: (member: ListedMember) => void
  /** Asks for more, once the end of what is here comes near. */
  onNearEnd: () => void
}

/** The rows that are seen, of a list of any length. */
export function MemberRows({ members, count, scroller, onOpen, onNearEnd }: MemberRowsProps) {
  const wording = useWording()
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions stay in this component
  const rows = useVirtualizer({
    count: members.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => members[index]?.id ?? index,
    overscan: OVERSCAN,
  })
  const items = rows.getVirtualItems()
  const isNearEnd = (items.at(-1)?.index ?? 0) > members.length - READ_AHEAD_ROWS
  const nearEnd = useEffectEvent(onNearEnd)
  useEffect(() => {
    if (isNearEnd) nearEnd()
  }, [isNearEnd, members.length])
  return (
    <ul className="member-list__all" style={{ height: rows.getTotalSize() }}>
      {items.map(({ key, index, start }) => {
        const member = members[index]
        return (
          member && (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              data-row
              className="member-list__placed"
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <MemberRow member={member} wording={wording} onOpen={onOpen} />
            </li>
          )
        )
      })}
    </ul>
  )
}

interface MemberRowProps {
  member: ListedMember
  wording: Wording
  onOpen: (member: ListedMember) => void
}

function MemberRow({ member, wording, onOpen }: MemberRowProps) {
  const { t, language } = wording
  return (
    <button type="button" className="member-list__row" onClick={() => onOpen(member)}>
      <span className="member-list__name" dir="auto">
        {member.full_name}
      </span>
      <span
        className={
          member.refusal === null ? 'member-list__state' : 'member-list__state member-list__state--no'
        }
      >
        {t(member.refusal === null ? 'memberList.good' : `activity.reason.${member.refusal}`)}
      </span>
      <span className="member-list__more">{formatRow(factsOf(member, wording), language)}</span>
    </button>
  )
}

/** What tells members of one name apart, and what has to be done about them; what is not known is left out. */
function factsOf(member: ListedMember, { t, language, today, currency }: Wording): string[] {
  const { valid_until: until, visits_left: left, debt_cents: cents } = member
  return [
    member.membership_type,
    until === null ? '' : t('memberList.until', { day: formatDay(until, today, language) }),
    left === null ? '' : t('fact.visitsLeft', { count: left }),
    cents === 0 ? '' : t('renewal.debt', { amount: formatMoney({ cents, currency }, language) }),
    member.phone,
  ].filter((fact) => fact !== '')
}
