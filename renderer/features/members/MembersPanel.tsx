import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { FoundRows } from './FoundRows.tsx'
import { matchesName } from './match-name.ts'
import { PresentRows } from './PresentRows.tsx'
import { leavesOnEscape, moveFocus } from './row-focus.ts'
import { SearchField } from './SearchField.tsx'
import { useMemberSearch } from '../../contexts/use-member-search.ts'
import './members.css'

/** Who is inside, longest first; and every other member, once searched for. */
export function MembersPanel() {
  const { t } = useTranslation()
  const { present, stats } = useDesk()
  const { checkInMember, checkOutMember } = useCheckIn()
  const [query, setQuery] = useState('')
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const panel = useRef<HTMLElement>(null)
  const [list, setList] = useState<HTMLDivElement | null>(null)
  const search = useMemberSearch(query)
  const inside = useInside(query, search.members)
  const others = search.members.filter(({ id }) => !present.has(id))

  /** Does it once, also where the hub is away and answers much later; the stage shows what came of it, a refusal too. */
  const act = (memberId: string, command: () => Promise<unknown>): void => {
    if (busy.has(memberId)) return
    setBusy((ids) => new Set([...ids, memberId]))
    const done = (): void => setBusy((ids) => new Set([...ids].filter((id) => id !== memberId)))
    command().then(done, done)
    setQuery('')
    panel.current?.querySelector('input')?.focus()
  }
  return (
    <section
      className="ui-card members"
      aria-label={t('members.label')}
      ref={panel}
      onKeyDown={(event) => {
        moveFocus(event, list)
        if (leavesOnEscape(event)) setQuery('')
      }}
      onFocus={(event) => event.target instanceof HTMLInputElement && list?.scrollTo(0, 0)}
    >
      <SearchField query={query} onQuery={setQuery} />
      <div className="members__list" ref={setList}>
        <PresentRows
          visits={inside}
          scroller={list}
          busy={busy}
          onCheckOut={(visit) => act(visit.member.id, () => checkOutMember(visit.id))}
        />
        {inside.length === 0 && <NobodyInside query={query} isKnown={stats !== null} />}
        {query.trim() !== '' && (
          <FoundRows
            state={search.state}
            members={others}
            busy={busy}
            onCheckIn={(member) => act(member.id, () => checkInMember(member.id))}
          />
        )}
      </div>
    </section>
  )
}

/** Those inside whose name has the words, or whom the hub found by a phone number or a card. */
function useInside(query: string, found: readonly { id: string }[]) {
  const { present } = useDesk()
  const sorted = useMemo(
    () => [...present.values()].sort((a, b) => a.check_in_time.localeCompare(b.check_in_time)),
    [present],
  )
  return useMemo(() => {
    const foundIds = new Set(found.map(({ id }) => id))
    return sorted.filter(({ member }) => matchesName(member.full_name, query) || foundIds.has(member.id))
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
