import type { TFunction } from 'i18next'
import { useState } from 'react'
import { hasRight } from '../../../server/protocol/rights.ts'
import { filterWords } from '../../contexts/filter-words.ts'
import { useMemberList } from '../../contexts/use-member-list.ts'
import { useTyped } from '../../contexts/use-member-search.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { enterRows, walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { askedOf, readFilters, writeFilters, type ListFilters } from './list-filters.ts'
import { FilterFields } from './FilterFields.tsx'
import { MemberRows } from './MemberRows.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { PrintButton } from './PrintButton.tsx'
import { SaveMembers } from './SaveMembers.tsx'
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
export function MembersSheet(props: MembersSheetProps) {
  const { filters: address, onFilters, typed, onOpen, onNew, onPrint, onClose } = props
  const wording = useWording()
  const { t } = wording
  const role = useDesk('person')?.role ?? 'viewer'
  const filters = readFilters(address)
  const change = (chosen: ListFilters) => onFilters(writeFilters(chosen))
  const [query, setQuery] = useState(typed)
  const [rows, setRows] = useState<HTMLDivElement | null>(null)
  const asked = askedOf(filters, useTyped(query.trim()))
  const list = useMemberList(asked)
  const { members, total, readMore } = list
  return (
    <Dialog title={titleOf(filters, t)} closeLabel={t('close')} onClose={onClose}>
      <div
        className="member-list"
        onKeyDown={(event) => {
          walkRows(event, rows)
          enterRows(event, rows)
        }}
      >
        <Disclosure
          label={filterWords(filterCount(filters), wording)}
          beside={<TextField label={t('members.search')} value={query} onChange={setQuery} maxLength={100} />}
        >
          <FilterFields filters={filters} plans={total?.plans ?? []} onFilters={change} />
        </Disclosure>
        <SavedFilters filters={filters} mayChange={hasRight(role, 'work_the_desk')} onFilters={change} />
        <div className="member-list__bar">
          <p role="status" className="ui-card__title">
            {foundWords(list, t)}
          </p>
          <div className="member-list__acts">
            {hasRight(role, 'register_members') && (
              <Button kind="small" onPress={onNew}>
                {t('memberForm.new')}
              </Button>
            )}
            <PrintButton members={members ?? []} onPrint={(some) => onPrint(some, query)} />
            {hasRight(role, 'change_members') && <SaveMembers asked={asked} />}
          </div>
        </div>
        <div className="member-list__rows" ref={setRows}>
          {members && (
            <MemberRows
              members={members}
              count={total?.count ?? members.length}
              scroller={rows}
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

/** How many filters narrow the list. */
function filterCount({ state, also, plan }: ListFilters): number {
  return [state, also, plan].filter((chosen) => chosen !== null).length
}

function foundWords({ members, total, hasFailed }: ReturnType<typeof useMemberList>, t: TFunction): string {
  if (hasFailed) return t('members.searchFailed')
  if (total) return t(total.isMore ? 'memberList.best' : 'memberList.found', { count: total.count })
  return members === null ? t('members.searching') : ''
}
