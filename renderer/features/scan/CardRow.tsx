import type { ShownCard } from '../../../server/protocol/methods.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { Button } from '../../ui/Button.tsx'
import { cardLine } from './card-words.ts'

type Acts = Record<'lose' | 'block' | 'restore' | 'lend', (card: ShownCard) => void>

/** One card of a member, and what can be done with it; null where nothing can be. */
export function CardRow({ card, acts }: { card: ShownCard; acts: Acts | null }) {
  const wording = useWording()
  const { t } = wording
  const { end, withdrawn, lent_until } = card
  return (
    <div className="member-sheet__card">
      <span>{cardLine(card, wording)}</span>
      <span className="ui-actions">
        {!withdrawn && (
          <Button
            kind="small"
            label={t('cards.lostName', { end })}
            isDisabled={acts === null}
            onPress={() => acts?.lose(card)}
          >
            {t('cards.lost')}
          </Button>
        )}
        {!withdrawn && lent_until !== undefined && (
          <Button
            kind="small"
            label={t('cards.lendLongerName', { end })}
            isDisabled={acts === null}
            onPress={() => acts?.lend(card)}
          >
            {t('cards.lendLonger')}
          </Button>
        )}
        <Button
          kind="small"
          label={t(withdrawn ? 'memberCard.restoreName' : 'memberCard.withdrawName', { end })}
          isDisabled={acts === null}
          onPress={() => (withdrawn ? acts?.restore(card) : acts?.block(card))}
        >
          {t(withdrawn ? 'memberCard.restore' : 'memberCard.withdraw')}
        </Button>
      </span>
    </div>
  )
}
