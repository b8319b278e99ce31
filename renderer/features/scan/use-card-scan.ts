import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReadableCode } from '../../../server/domain/credential-code.ts'
import type { CardKind } from '../../../server/protocol/cards.ts'
import type { ShownCard } from '../../../server/protocol/methods.ts'
import { useNextCode } from '../../contexts/use-next-code.ts'
import type { Operation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { HubRefusal } from '../../services/hub-refusal.ts'

/** What a new card is to be. */
export interface NewCard {
  kind: CardKind | null
  /** YYYY-MM-DD, or empty for one that becomes the member's own. */
  lentUntil: string
}

/** A card that was scanned for the member and is another member's. */
interface TakenCard {
  code: string
  holder: { id: string; full_name: string }
}

export interface CardScan {
  /** What the next scan is for: a card of their own, or one in the place of a lost one; null where nothing is waited for. */
  isFor: 'add' | { lost: ShownCard } | null
  begin: (isFor: 'add' | { lost: ShownCard }) => void
  stop: () => void
  /** What became of the last one, in words. */
  said: string | null
  say: (words: string | null) => void
  taken: TakenCard | null
  /** Takes the card from whoever has it. */
  move: () => void
}

/** Takes the next code that any reader at this desk reads as a card of the member. */
export function useCardScan(memberId: string, card: NewCard, task: Operation): CardScan {
  const { t } = useTranslation()
  const hub = useHub()
  const [isFor, setIsFor] = useState<CardScan['isFor']>(null)
  const [said, say] = useState<string | null>(null)
  const [taken, setTaken] = useState<TakenCard | null>(null)
  const stop = (): void => {
    setIsFor(null)
    setTaken(null)
  }
  const attach = async (code: string, from?: string): Promise<void> => {
    const lentUntil = card.lentUntil === '' ? null : card.lentUntil
    const asked = { memberId, code, kind: card.kind, lentUntil, ...(from !== undefined && { from }) }
    const { cardEnd: end } = await hub.call('cards.attach', asked)
    say(t('memberCard.cardAdded', { end }))
  }
  const replace = async ({ number, end }: ShownCard, newCode: string): Promise<void> => {
    const { cardEnd, lostEnd } = await hub.call('cards.replace', { memberId, number, end, newCode })
    say(t('cards.replaced', { end: cardEnd, lost: lostEnd }))
  }
  useNextCode(isFor !== null, (code) => {
    const purpose = isFor
    stop()
    task.run(async () => {
      if (!isReadableCode(code)) throw unreadable()
      try {
        await (purpose === 'add' || purpose === null ? attach(code) : replace(purpose.lost, code))
      } catch (refused) {
        const holder = holderIn(refused)
        if (holder === null) throw refused
        setTaken({ code, holder })
      }
    })
  })
  const begin = (next: 'add' | { lost: ShownCard }): void => {
    say(null)
    setTaken(null)
    setIsFor(next)
  }
  const move = (): void => {
    if (taken === null) return
    setTaken(null)
    task.run(() => attach(taken.code, taken.holder.id))
  }
  return { isFor, begin, stop, said, say, taken, move }
}

/** As the hub would refuse it. */
function unreadable(): HubRefusal {
  return new HubRefusal('invalid_message', '', { details: { problem: 'code_unreadable' } })
}

function holderIn(refused: unknown): TakenCard['holder'] | null {
  const holder = refused instanceof HubRefusal ? refused.details['holder'] : undefined
  return (holder as TakenCard['holder'] | undefined) ?? null
}
