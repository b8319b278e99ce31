import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundMember } from '../../../server/protocol/methods.ts'
import { useScanActions } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useMemberSearch } from '../../contexts/use-member-search.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatRow } from '../../i18n/format.ts'
import type { ShownResult } from '../../services/shown-result.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './resolution.css'

interface AttachSheetProps {
  code: string
  shown: ShownResult
  onClose: () => void
}

/** Gives the unknown card to a member and scans it again. */
export function AttachSheet({ code, shown, onClose }: AttachSheetProps) {
  const { t, i18n } = useTranslation()
  const { again } = useScanActions()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [words, setWords] = useState('')
  const found = useMemberSearch(words)
  const attach = (member: FoundMember): void =>
    run(async () => {
      await hub.call('cards.attach', { memberId: member.id, code })
      again(shown, {})
      onClose()
    })
  return (
    <Dialog title={t('fixIt.attachTitle')} closeLabel={t('close')} onClose={onClose}>
      <p className="fix-it__code" dir="ltr">
        {code}
      </p>
      <TextField label={t('fixIt.whose')} hint={t('fixIt.whoseHint')} value={words} onChange={setWords} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <p role="status" className="fix-it__said">
        {found.state === 'searching' && t('members.searching')}
        {found.state === 'failed' && t('members.searchFailed')}
        {found.state === 'found' && t('members.found', { count: found.members.length })}
      </p>
      <ul className="fix-it__list">
        {found.members.map((member) => (
          <li key={member.id}>
            <button
              type="button"
              className="fix-it__choice"
              disabled={isGoing}
              onClick={() => attach(member)}
            >
              <span className="fix-it__choice-name" dir="auto">
                {member.full_name}
              </span>
              <span className="fix-it__choice-more">
                {formatRow([member.membership_type, member.phone], i18n.language)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
