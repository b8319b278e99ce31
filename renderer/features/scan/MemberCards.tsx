import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberDetails, ShownCard } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { KEYS } from '../../ui/keys.ts'
import { useDialogKey } from '../../ui/use-key.ts'
import { CardRow } from './CardRow.tsx'
import { CardScanPart } from './CardScanPart.tsx'
import { cardInUse } from './card-words.ts'
import { LendForm } from './LendForm.tsx'
import { NewCardFields } from './NewCardFields.tsx'
import { useCardScan, type NewCard } from './use-card-scan.ts'

interface MemberCardsProps {
  member: MemberDetails
  mayChange: boolean
  onPrint: (member: { id: string; full_name: string }) => void
}

const OWN_CARD: NewCard = { kind: null, lentUntil: '' }

/** The member's cards: lost and replaced in one step, lent, blocked, unblocked, and a new one given by scanning it here. */
export function MemberCards({ member, mayChange, onPrint }: MemberCardsProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const task = useOperation({ member_not_found: t('memberCard.noSuchCard') })
  const [card, setCard] = useState(OWN_CARD)
  const [lending, setLending] = useState<number | null>(null)
  const scan = useCardScan(member.id, card, task)
  const inUse = cardInUse(member)
  const mayLose = mayChange && inUse !== null && !task.isGoing
  useDialogKey(KEYS.replaceCard, () => inUse && scan.begin({ lost: inUse }), mayLose)
  const tell = (name: 'cards.withdraw' | 'cards.restore', { number, end }: ShownCard, lost = false): void => {
    scan.stop()
    scan.say(null)
    const asked = { memberId: member.id, number, end }
    task.run(() => (name === 'cards.restore' ? hub.call(name, asked) : hub.call(name, { ...asked, lost })))
  }
  const acts = {
    lose: (lost: ShownCard) => scan.begin({ lost }),
    block: (shown: ShownCard) => tell('cards.withdraw', shown),
    restore: (shown: ShownCard) => tell('cards.restore', shown),
    lend: ({ number }: ShownCard) => setLending(number),
  }
  return (
    <section aria-label={t('memberCard.cards')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('memberCard.cards')}</h3>
      {member.cards.length === 0 && <p className="ui-empty">{t('memberCard.noCards')}</p>}
      <ul className="member-sheet__cards">
        {member.cards.map((each) => (
          <li key={each.number}>
            <CardRow card={each} acts={mayChange && !task.isGoing ? acts : null} />
            {lending === each.number && (
              <LendForm memberId={member.id} card={each} onDone={() => setLending(null)} />
            )}
          </li>
        ))}
      </ul>
      <CardScanPart
        scan={scan}
        name={member.full_name}
        onBlock={(lost) => tell('cards.withdraw', lost, true)}
      />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      {mayChange && scan.isFor === 'add' && <NewCardFields card={card} onCard={setCard} />}
      {mayChange && (
        <CardButtons
          isListening={scan.isFor !== null}
          isDisabled={task.isGoing}
          onScan={() => {
            setCard(OWN_CARD)
            if (scan.isFor === null) scan.begin('add')
            else scan.stop()
          }}
          onPrint={() => onPrint(member)}
        />
      )}
    </section>
  )
}

interface CardButtonsProps {
  isListening: boolean
  isDisabled: boolean
  onScan: () => void
  onPrint: () => void
}

function CardButtons({ isListening, isDisabled, onScan, onPrint }: CardButtonsProps) {
  const { t } = useTranslation()
  return (
    <div className="ui-actions">
      <Button isDisabled={isDisabled} onPress={onScan}>
        {t(isListening ? 'memberCard.stopScan' : 'memberCard.addCard')}
      </Button>
      <Button onPress={onPrint}>{t('cards.print.open')}</Button>
    </div>
  )
}
