import { useEffect, useState } from 'react'
import { FOLLOW_UP_LISTS, type FollowUpList } from '../../../server/protocol/follow-up.ts'
import { hasRight } from '../../../server/protocol/rights.ts'
import { SaveMenu } from '../../contexts/SaveMenu.tsx'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useDesk, useDeskParts } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { walkRows } from '../../ui/row-focus.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { FollowUpRow } from './FollowUpRow.tsx'
import { SpokenRows } from './SpokenRows.tsx'
import './follow-up.css'

/** A file's thousands of changes are one more question a second, and not thousands. */
const ASK_AGAIN_MS = 1_000

interface FollowUpSheetProps {
  onMember: (member: { id: string; full_name: string }) => void
  onClose: () => void
}

/** Members whom somebody should speak to: one list at a time, worked off row by row. */
export function FollowUpSheet({ onMember, onClose }: FollowUpSheetProps) {
  const { t } = useWording()
  const [list, setList] = useState<FollowUpList>('expiring')
  const role = useDesk('person')?.role ?? 'viewer'
  const [rows, setRows] = useState<HTMLElement | null>(null)
  const { data, isError, refetch } = useHubQuery('followUps.list', { list })
  useMemberNews(() => void refetch())
  return (
    <Dialog title={t('lists.followUp')} closeLabel={t('close')} onClose={onClose}>
      <div className="follow-up" onKeyDown={(event) => walkRows(event, rows)}>
        <SelectField
          label={t('lists.list')}
          value={list}
          options={FOLLOW_UP_LISTS.map((each) => ({ value: each, label: t(`lists.${each}`) }))}
          onChange={setList}
        />
        <p role="status" className="ui-card__title">
          {isError && t('members.searchFailed')}
          {data && t('memberList.found', { count: data.count })}
        </p>
        <ul className="follow-up__rows" ref={setRows} aria-label={t(`lists.${list}`)}>
          {data?.members.map((member) => (
            <FollowUpRow
              key={`${list} ${member.id}`}
              list={list}
              member={member}
              onMember={onMember}
              onSpoken={() => void refetch()}
            />
          ))}
        </ul>
        {data && data.count > 0 && (
          <div className="ui-actions follow-up__print">
            <Button onPress={() => window.print()}>{t('shift.print')}</Button>
            {hasRight(role, 'change_members') && (
              <SaveMenu
                kind="plain"
                table={{ name: `call-${list}`, path: (form) => `api/v1/follow-ups.${form}?list=${list}` }}
              />
            )}
          </div>
        )}
        {data && <SpokenRows list={list} spoken={data.spoken} onBack={() => void refetch()} />}
      </div>
    </Dialog>
  )
}

/** Tells of what became of any member, once a while. */
function useMemberNews(told: () => void): void {
  const { service } = useDeskParts()
  const [news, setNews] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const stop = service.onMemberChanged(() => {
      timer ??= setTimeout(() => {
        timer = null
        setNews((count) => count + 1)
      }, ASK_AGAIN_MS)
    })
    return () => {
      stop()
      if (timer !== null) clearTimeout(timer)
    }
  }, [service])
  useEffect(() => {
    if (news > 0) told()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked again where there is news, not where the question is another one
  }, [news])
}
