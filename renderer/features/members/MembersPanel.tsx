import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useIsInsideKnown } from '../../contexts/WebSocketContext.tsx'
import { FoundRows } from './FoundRows.tsx'
import { matchesName } from './match-name.ts'
import { comparedOf, inOrder, useOrder, type Order } from './order.ts'
import { OrderField } from './OrderField.tsx'
import { PresentRows } from './PresentRows.tsx'
import { KEYS } from '../../ui/keys.ts'
import { enterRows, walkRows } from '../../ui/row-focus.ts'
import { leavesOnEscape, memberOfRow } from './row-focus.ts'
import { SearchField } from './SearchField.tsx'
import { useActs } from './use-acts.ts'
import { useMemberSearch } from '../../contexts/use-member-search.ts'
import './members.css'

interface MembersPanelProps {
  /** Shows all of a member. */
  onOpen: (member: { id: string; full_name: string }) => void
}

/** Who is inside, in the chosen order; and every other member, once searched for. */
export function MembersPanel({ onOpen }: MembersPanelProps) {
  const { t } = useTranslation()
  const present = useDesk('present')
  const isInsideKnown = useIsInsideKnown()
  const [query, setQuery] = useState('')
  const panel = useRef<HTMLElement>(null)
  const [list, setList] = useState<HTMLDivElement | null>(null)
  const search = useMemberSearch(query)
  const { order } = useOrder()
  const inside = useInside(query, search.members, order)
  const others = search.members.filter(({ id }) => !present.has(id))

  const begun = useCallback((): void => {
    setQuery('')
    panel.current?.querySelector('input')?.focus()
  }, [])
  const { busy, checkIn, checkOut } = useActs(begun)
  const open = (event: KeyboardEvent): void => {
    const id = event.key === KEYS.openMember ? memberOfRow(event.target) : null
    const member = present.get(id ?? '')?.member ?? others.find((each) => each.id === id)
    if (!member) return
    event.preventDefault()
    onOpen(member)
  }
  return (
    <section
      className="ui-card members"
      aria-label={t('members.label')}
      ref={panel}
      onKeyDown={(event) => {
        walkRows(event, list)
        enterRows(event, list)
        open(event)
        if (leavesOnEscape(event)) setQuery('')
      }}
      onFocus={(event) => event.target instanceof HTMLInputElement && list?.scrollTo(0, 0)}
    >
      <SearchField query={query} onQuery={setQuery} />
      <div className="members__head">
        <h2 className="ui-card__title">{t('inside.title')}</h2>
        <OrderField />
      </div>
      <div className="members__list" ref={setList}>
        <PresentRows visits={inside} scroller={list} busy={busy} onCheckOut={checkOut} />
        {inside.length === 0 && <NobodyInside query={query} isKnown={isInsideKnown} />}
        {query.trim() !== '' && (
          <FoundRows state={search.state} members={others} busy={busy} onCheckIn={checkIn} />
        )}
      </div>
    </section>
  )
}

/** Those inside whose name has the words, or whom the hub found by a phone number or a card. */
function useInside(query: string, found: readonly { id: string }[], order: Order) {
  const present = useDesk('present')
  const sorted = useMemo(() => inOrder(present.values(), order), [present, order])
  return useMemo(() => {
    const foundIds = new Set(found.map(({ id }) => id))
    if (query.trim() === '') return sorted
    return sorted.filter(
      (visit) => matchesName(comparedOf(visit).words, query) || foundIds.has(visit.member.id),
    )
  }, [sorted, query, found])
}

function NobodyInside({ query, isKnown }: { query: string; isKnown: boolean }) {
  const { t } = useTranslation()
  if (!isKnown) return <p className="ui-empty">{t('members.unknown')}</p>
  const words = query.trim()
  return (
    <p className="ui-empty">
      {words === '' ? t('members.emptyInside') : t('members.noMatch', { query: words })}
    </p>
  )
}
