import { useRef, useState } from 'react'
import type { FoundMember } from '../../../server/protocol/methods.ts'
import { useMemberSearch } from '../../contexts/use-member-search.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { enterRows, walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { ChoiceButton } from './ChoiceButton.tsx'
import './resolution.css'

/** Has another member belong to this one's account: found by name, arrows walk, Enter chooses. */
export function JoinFamily({ holderId }: { holderId: string }) {
  const { t } = useWording()
  const [isAsking, setIsAsking] = useState(false)
  if (isAsking) return <WhoBelongs holderId={holderId} onDone={() => setIsAsking(false)} />
  return (
    <div className="ui-actions">
      <Button onPress={() => setIsAsking(true)}>{t('families.add')}</Button>
    </div>
  )
}

function WhoBelongs({ holderId, onDone }: { holderId: string; onDone: () => void }) {
  const { t, language } = useWording()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [words, setWords] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const members = useMemberSearch(words).members.filter(({ id }) => id !== holderId)
  const join = ({ id: memberId }: FoundMember): void =>
    run(async () => {
      await hub.call('families.join', { memberId, holderId })
      onDone()
    })
  return (
    <div
      className="fix-it__form"
      onKeyDown={(event) => {
        walkRows(event, list.current)
        enterRows(event, list.current)
      }}
    >
      <TextField label={t('families.whose')} value={words} autoFocus onChange={setWords} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <ul className="fix-it__list" ref={list}>
        {members.map((member) => (
          <li key={member.id} data-row>
            <ChoiceButton
              name={member.full_name}
              more={formatRow([member.membership_type, member.phone], language)}
              isDisabled={isGoing}
              onPress={() => join(member)}
            />
          </li>
        ))}
      </ul>
      <div className="ui-actions">
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </div>
  )
}
