import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReadableCode } from '../../../server/domain/credential-code.ts'
import type { FoundMember } from '../../../server/protocol/methods.ts'
import { useScanActions } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useMemberSearch } from '../../contexts/use-member-search.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatRow } from '../../i18n/format.ts'
import type { ShownResult } from '../../services/shown-result.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { enterRows, walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { ChoiceButton } from './ChoiceButton.tsx'
import './resolution.css'

/** Somebody who is no member yet, as far as they were named, and the result of their card. */
export interface NewOwner {
  shown: ShownResult
  name: string
}

interface AttachSheetProps {
  code: string
  shown: ShownResult
  /** Somebody new is to have the card. */
  onNewMember: (owner: NewOwner) => void
  onClose: () => void
}

/** Gives the unknown card to a member and scans it again; one that not every desk could read is given to nobody. */
export function AttachSheet(props: AttachSheetProps) {
  const { code, onClose } = props
  const { t } = useTranslation()
  return (
    <Dialog title={t('fixIt.attachTitle')} closeLabel={t('close')} onClose={onClose}>
      <p className="fix-it__code" dir="ltr">
        {code}
      </p>
      {isReadableCode(code) ? (
        <WhoseCard {...props} />
      ) : (
        <p role="alert" className="ui-error">
          {t('refused.problem.code_unreadable')}
        </p>
      )}
    </Dialog>
  )
}

/** The search for its owner, worked like that of the desk: arrows walk through the members, Enter chooses. */
function WhoseCard({ code, shown, onNewMember, onClose }: AttachSheetProps) {
  const { t, i18n } = useTranslation()
  const { again } = useScanActions()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [words, setWords] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const found = useMemberSearch(words)
  const isNobody = found.state === 'found' && found.members.length === 0
  const register = (): void => {
    onClose()
    onNewMember({ shown, name: words.trim() })
  }
  const attach = (member: FoundMember): void =>
    run(async () => {
      await hub.call('cards.attach', { memberId: member.id, code })
      again(shown, {})
      onClose()
    })
  return (
    <div
      className="fix-it__form"
      onKeyDown={(event) => {
        walkRows(event, list.current)
        enterRows(event, list.current)
      }}
    >
      <TextField label={t('fixIt.whose')} hint={t('fixIt.whoseHint')} value={words} onChange={setWords} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <p role="status" className="fix-it__said">
        {found.state === 'searching' && t('members.searching')}
        {found.state === 'failed' && t('members.searchFailed')}
        {found.state === 'found' && t('members.found', { count: found.members.length })}
      </p>
      <ul className="fix-it__list" ref={list}>
        {found.members.map((member) => (
          <li key={member.id} data-row>
            <ChoiceButton
              name={member.full_name}
              more={formatRow([member.membership_type, member.phone], i18n.language)}
              isDisabled={isGoing}
              onPress={() => attach(member)}
            />
          </li>
        ))}
        {/* Enter goes here where nobody was found; where somebody was, it is for them. */}
        <li {...(isNobody && { 'data-row': true })}>
          <ChoiceButton
            name={t('memberForm.new')}
            more={words.trim()}
            isDisabled={isGoing}
            onPress={register}
          />
        </li>
      </ul>
    </div>
  )
}
