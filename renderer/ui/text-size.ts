import { useStored, writeStored } from './stored.ts'

/** Where this machine keeps it. */
export const TEXT_SIZE_KEY = 'av-gym-front-desk text size'

/** The sizes of text, in the order in which they are offered. */
export const TEXT_SIZES = ['normal', 'large', 'very_large'] as const

export type TextSize = (typeof TEXT_SIZES)[number]

/** How large the text of this screen is and how to choose another size; kept on this machine. */
export function useTextSize(): { textSize: TextSize; choose: (textSize: TextSize) => void } {
  const textSize = useStored(TEXT_SIZE_KEY, TEXT_SIZES, 'normal')
  return { textSize, choose: (chosen) => writeStored(TEXT_SIZE_KEY, chosen) }
}
