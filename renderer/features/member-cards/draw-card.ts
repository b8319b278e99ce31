import type { PrintedCard } from '../../../server/protocol/cards.ts'

/** A card with its code drawn, as addresses for `<img>`. */
export interface DrawnCard extends PrintedCard {
  code: string
  /** Null where the code is too long for bars of this width, or has signs that bars have not. */
  bars: string | null
  qr: string
}

/** More make bars thinner than a fifth of a millimetre, which not every reader resolves. */
const MAX_BAR_CHARACTERS = 24

const IN_BARS = new RegExp(`^[\\x20-\\x7e]{1,${MAX_BAR_CHARACTERS}}$`)

/** Draws those that have a code; what draws is loaded only now. */
export async function drawCards(cards: readonly PrintedCard[]): Promise<DrawnCard[]> {
  const [{ drawBars }, { renderSVG }] = await Promise.all([
    import('../../services/draw-bars.ts'),
    import('uqr'),
  ])
  return cards.flatMap((card) => {
    const { code } = card
    if (code === null) return []
    const bars = IN_BARS.test(code) ? pictureOf(drawBars(code)) : null
    return [{ ...card, code, bars, qr: pictureOf(renderSVG(code, { ecc: 'M', border: 2 })) }]
  })
}

const pictureOf = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`
