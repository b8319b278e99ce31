import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasRight } from '../../../server/protocol/rights.ts'
import { useMemberList } from '../../contexts/use-member-list.ts'
import { useTyped } from '../../contexts/use-member-search.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { enterRows, walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { askedOf, readFilters, writeFilters, type ListFilters } from './list-filters.ts'
import { FilterFields } from './FilterFields.tsx'
import { MemberRows } from './MemberRows.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { PrintButton } from './PrintButton.tsx'
import { SaveList } from './SaveList.tsx'
import './member-list.css'

interface MembersSheetProps {
  /** As the address has them. */
  filters: string
  onFilters: (filters: string) => void
  /** What was typed before, where the list is come back to. */
  typed: string
  /** Shows all of a member; `typed` is for coming back. */
  onOpen: (member: { id: string; full_name: string }, typed: string) => void
  onNew: () => void
  /** Prints cards of these, of whom some can be left out. */
  onPrint: (members: { id: string; full_name: string }[], typed: string) => void
  onClose: () => void
}

/** All members, to find, to narrow and to open. */
export function MembersSheet({
  filters: address,
  onFilters,
  typed,
  onOpen,
  onNew,
  onPrint,
  onClose,
}: MembersSheetProps) {
  const { t } = useTranslation()
  const role = useDesk('person')?.role ?? 'viewer'
  const filters = readFilters(address)
  const change = (chosen: ListFilters) => onFilters(writeFilters(chosen))
  const [query, setQuery] = useState(typed)
  const [list, setList] = useState<HTMLDivElement | null>(null)
  const asked = askedOf(filters, useTyped(query.trim()))
  const { members, total, hasFailed, readMore } = useMemberList(asked)
  return (
    <Dialog title={titleOf(filters, t)} closeLabel={t('close')} onClose={onClose}>
      <div
        className="member-list"
        onKeyDown={(event) => {
          walkRows(event, list)
          enterRows(event, list)
        }}
      >
        <TextField label={t('members.search')} value={query} onChange={setQuery} maxLength={100} />
        <SavedFilters filters={filters} mayChange={hasRight(role, 'work_the_desk')} onFilters={change} />
        <FilterFields filters={filters} plans={total?.plans ?? []} onFilters={change} />
        <div className="ui-actions">
          {hasRight(role, 'register_members') && <Button onPress={onNew}>{t('memberForm.new')}</Button>}
          <PrintButton members={members ?? []} onPrint={(some) => onPrint(some, query)} />
          {hasRight(role, 'change_members') && <SaveList asked={asked} />}
        </div>
        <p role="status" className="ui-card__title">
          {members === null && !hasFailed && t('members.searching')}
          {hasFailed && t('members.searchFailed')}
          {total && t(total.isMore ? 'memberList.best' : 'memberList.found', { count: total.count })}
        </p>
        <div className="member-list__rows" ref={setList}>
          {members && (
            <MemberRows
              members={members}
              count={total?.count ?? members.length}
              scroller={list}
              onOpen={(member) => onOpen(member, query)}
              onNearEnd={readMore}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}

function titleOf({ state }: ListFilters, t: TFunction): string {
  return state ? t('memberList.titleOf', { state: t(`memberList.states.${state}`) }) : t('memberList.title')
}
