import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReadableCode } from '../../../server/domain/credential-code.ts'
import type { MemberDetails, ShownCard } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useNextCode } from '../../contexts/use-next-code.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { dayOf, formatDay } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { useWording } from '../../contexts/use-wording.ts'

interface MemberCardsProps {
  member: MemberDetails
  mayChange: boolean
}

/** The member's cards: withdrawn, restored, and a new one given by scanning it here. */
export function MemberCards({ member, mayChange }: MemberCardsProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const task = useOperation({ member_not_found: t('memberCard.noSuchCard') })
  const [isListening, setIsListening] = useState(false)
  const [added, setAdded] = useState<string | null>(null)
  const [isUnreadable, setIsUnreadable] = useState(false)
  useNextCode(isListening, (code) => {
    setIsListening(false)
    setIsUnreadable(!isReadableCode(code))
    if (!isReadableCode(code)) return
    task.run(async () => setAdded((await hub.call('cards.attach', { memberId: member.id, code })).cardEnd))
  })
  const error = isUnreadable ? t('refused.problem.code_unreadable') : task.error
  const turn = (card: ShownCard): void =>
    task.run(async () => {
      setAdded(null)
      setIsUnreadable(false)
      const { number, end, withdrawn } = card
      await hub.call(withdrawn ? 'cards.restore' : 'cards.withdraw', { memberId: member.id, number, end })
    })
  return (
    <section aria-label={t('memberCard.cards')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('memberCard.cards')}</h3>
      {member.cards.length === 0 && <p className="ui-empty">{t('memberCard.noCards')}</p>}
      <ul className="member-sheet__cards">
        {member.cards.map((card) => (
          <CardRow key={card.number} card={card} onTurn={mayChange && !task.isGoing ? turn : null} />
        ))}
      </ul>
      <p role="status" className="fix-it__said">
        {isListening && t('memberCard.scanCard')}
        {!isListening && added !== null && t('memberCard.cardAdded', { end: added })}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      {mayChange && (
        <div className="ui-actions">
          <Button onPress={() => setIsListening(!isListening)}>
            {t(isListening ? 'memberCard.stopScan' : 'memberCard.addCard')}
          </Button>
        </div>
      )}
    </section>
  )
}

function CardRow({ card, onTurn }: { card: ShownCard; onTurn: ((card: ShownCard) => void) | null }) {
  const { t, language, timeZone, today } = useWording()
  const { end, withdrawn } = card
  const day = formatDay(dayOf(card.added_time, timeZone), today, language)
  return (
    <li className="member-sheet__card">
      <span>{withdrawn ? t('memberCard.cardWithdrawn', { end }) : t('memberCard.card', { end, day })}</span>
      <Button
        kind="small"
        label={t(withdrawn ? 'memberCard.restoreName' : 'memberCard.withdrawName', { end })}
        isDisabled={onTurn === null}
        onPress={() => onTurn?.(card)}
      >
        {t(withdrawn ? 'memberCard.restore' : 'memberCard.withdraw')}
      </Button>
    </li>
  )
}
