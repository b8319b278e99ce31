import { useState } from 'react'
import type { FollowUp, FollowUpList } from '../../../server/protocol/follow-up.ts'
import { ConversationForm } from '../../contexts/ConversationForm.tsx'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatDay, formatMoney, formatRow } from '../../i18n/format.ts'
import { RowButton } from '../../ui/RowButton.tsx'

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
  const hub = useHub()
  const [isOpen, setIsOpen] = useState(false)
  const { id: memberId, about, full_name, phone, email } = member
  return (
    <li className="follow-up__row" data-row>
      <button type="button" className="follow-up__name" dir="auto" onClick={() => onMember(member)}>
        {full_name}
      </button>
      <span className="follow-up__why">
        {formatRow([whyOf(list, member, wording), phone, email].filter(Boolean), language)}
      </span>
      {isOpen ? (
        <ConversationForm
          label={t('lists.said', { name: full_name })}
          isNoteOptional
          save={(said) => hub.call('followUps.speak', { memberId, list, about, ...said })}
          onSaved={onSpoken}
          onCancel={() => setIsOpen(false)}
        />
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
