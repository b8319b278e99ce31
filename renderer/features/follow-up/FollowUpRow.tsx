import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import {
  MAX_CONVERSATION_CHARACTERS,
  type FollowUp,
  type FollowUpList,
} from '../../../server/protocol/follow-up.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatDay, formatMoney, formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface FollowUpRowProps {
  list: FollowUpList
  member: FollowUp
  onMember: (member: FollowUp) => void
  onSpoken: () => void
}

/** A member to speak to: why, how to reach them, and a line about what was said. */
export function FollowUpRow({ list, member, onMember, onSpoken }: FollowUpRowProps) {
  const wording = useWording()
  const { t, language } = wording
  const [isOpen, setIsOpen] = useState(false)
  const { full_name, phone, email } = member
  return (
    <li className="follow-up__row" data-row>
      <button type="button" className="follow-up__name" dir="auto" onClick={() => onMember(member)}>
        {full_name}
      </button>
      <span className="follow-up__why">
        {formatRow([whyOf(list, member, wording), phone, email].filter(Boolean), language)}
      </span>
      {isOpen ? (
        <SpokenForm list={list} member={member} onDone={onSpoken} onCancel={() => setIsOpen(false)} />
      ) : (
        <RowButton
          label={t('lists.spokenTo', { name: full_name })}
          isDisabled={false}
          onPress={() => setIsOpen(true)}
        >
          {t('lists.spoken')}
        </RowButton>
      )}
    </li>
  )
}

function whyOf(
  list: FollowUpList,
  member: FollowUp,
  { t, language, today, currency, timeZone }: Wording,
): string {
  const dayOf = (day: string): string => formatDay(day, today, language)
  switch (list) {
    case 'expiring':
      return t('memberList.until', { day: dayOf(member.about) })
    case 'frozen':
      return member.frozen_from === null
        ? t('memberList.states.frozen')
        : t('lists.frozenSince', { day: dayOf(member.frozen_from) })
    case 'owing':
      return t('renewal.debt', { amount: formatMoney({ cents: member.debt_cents, currency }, language) })
    case 'away': {
      const { last_visit_time: at } = member
      if (at === null) return t('lists.neverCame')
      const day = new Date(at).toLocaleDateString('en-CA', { timeZone })
      return t('lists.lastCame', { day: dayOf(day) })
    }
    case 'birthdays':
      return dayOf(member.about)
  }
}

interface SpokenFormProps {
  list: FollowUpList
  member: FollowUp
  onDone: () => void
  onCancel: () => void
}

function SpokenForm({ list, member, onDone, onCancel }: SpokenFormProps) {
  const { t } = useWording()
  const hub = useHub()
  const task = useOperation()
  const [note, setNote] = useState('')
  // The same at each try: one whose answer was lost is not noted twice.
  const [conversationId] = useState(() => uuidv7())
  const save = (): void =>
    task.run(async () => {
      const { id: memberId, about } = member
      await hub.call('followUps.speak', { memberId, conversationId, list, about, note })
      onDone()
    })
  return (
    <Form className="follow-up__form" onSubmit={save}>
      <TextField
        label={t('lists.said', { name: member.full_name })}
        value={note}
        onChange={setNote}
        maxLength={MAX_CONVERSATION_CHARACTERS}
        autoFocus
      />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={task.isGoing}>
          {t('save')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
