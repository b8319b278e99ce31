import { v7 as uuidv7 } from 'uuid'
import type { Conversation, FollowUpList } from '../../../server/protocol/follow-up.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatMoment, formatRow } from '../../i18n/format.ts'
import { RowButton } from '../../ui/RowButton.tsx'

interface SpokenRowsProps {
  list: FollowUpList
  spoken: readonly Conversation[]
  onBack: () => void
}

/** With whom somebody spoke lately: who it was, when, and what was said. */
export function SpokenRows({ list, spoken, onBack }: SpokenRowsProps) {
  const { t, language, today, timeZone } = useWording()
  const hub = useHub()
  const task = useOperation()
  if (spoken.length === 0) return null
  const putBack = ({ memberId, about }: Conversation): void =>
    task.run(async () => {
      const conversationId = uuidv7()
      await hub.call('followUps.speak', { memberId, conversationId, list, about, spoken: false })
      onBack()
    })
  return (
    <section className="follow-up__spoken">
      <h3 className="ui-card__title">{t('lists.spokenLately')}</h3>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <ul className="follow-up__rows">
        {spoken.map((one) => (
          <li key={one.memberId} className="follow-up__row">
            <span dir="auto">{one.full_name}</span>
            <span className="follow-up__why">
              {formatRow(
                [formatMoment(one.at, today, timeZone, language), one.author, one.note].filter(Boolean),
                language,
              )}
            </span>
            <RowButton
              label={t('lists.putBackWho', { name: one.full_name })}
              isDisabled={task.isGoing}
              onPress={() => putBack(one)}
            >
              {t('lists.putBack')}
            </RowButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
