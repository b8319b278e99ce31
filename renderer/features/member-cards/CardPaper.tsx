import { createPortal } from 'react-dom'
import { usePhoto } from '../../contexts/use-photo.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import type { DrawnCard } from './draw-card.ts'

export const LAYOUTS = ['one', 'ten'] as const
export type Layout = (typeof LAYOUTS)[number]

const CARDS_A_PAGE: Record<Layout, number> = { one: 1, ten: 10 }

interface CardPaperProps {
  cards: readonly DrawnCard[]
  layout: Layout
  hasPhotos: boolean
}

/** The cards as they are printed; seen on paper only. */
export function CardPaper({ cards, layout, hasPhotos }: CardPaperProps) {
  const size = CARDS_A_PAGE[layout]
  const pages = Array.from({ length: Math.ceil(cards.length / size) }, (_page, at) =>
    cards.slice(at * size, (at + 1) * size),
  )
  return createPortal(
    <div className="card-paper" aria-hidden="true">
      {pages.map((page, at) => (
        <div key={at} className={`card-paper__page card-paper__page--${layout}`}>
          {page.map((card) => (
            <PaperCard key={card.memberId} card={card} hasPhoto={hasPhotos} />
          ))}
        </div>
      ))}
    </div>,
    document.body,
  )
}

function PaperCard({ card, hasPhoto }: { card: DrawnCard; hasPhoto: boolean }) {
  const gym = useDesk('gym')?.name ?? ''
  const photo = usePhoto(card.memberId, hasPhoto ? card.photo_url : null)
  return (
    <div className="card-paper__card">
      <p className="card-paper__gym" dir="auto">
        {gym}
      </p>
      <div className="card-paper__person">
        {photo !== null && <img className="card-paper__photo" src={photo} alt="" />}
        <p className="card-paper__name" dir="auto">
          {card.full_name}
        </p>
        <img className="card-paper__qr" src={card.qr} alt="" />
      </div>
      {card.bars !== null && <img className="card-paper__bars" src={card.bars} alt="" />}
      <p className="card-paper__code" dir="ltr">
        {card.code}
      </p>
    </div>
  )
}
