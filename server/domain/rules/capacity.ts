import type { Warning } from '../../protocol/rules.ts'
import type { Rule } from './rule.ts'

/** How many should be inside at most. */
export interface Capacity {
  /** null: no limit is set. */
  places: number | null
  /** True: nobody comes in beyond it, unless a manager says so. */
  isHard: boolean
  /** Shares of the places, in percent, that the gym wants to hear of; rising. */
  warnAtPercent: readonly number[]
}

/** Where the limit is hard, nobody comes in beyond it. */
export const capacityRule: Rule = {
  refusals(_comer, { inside, capacity: { places, isHard } }) {
    if (places === null || !isHard || inside < places) return []
    return [{ reason: 'capacity_full', rule: { kind: 'capacity', capacity: places } }]
  },
  warnings(_comer, { inside, capacity }) {
    const crowd = crowdAfter(inside + 1, capacity)
    return crowd ? [crowd] : []
  },
}

/**
 * A warning for the one by whom so many are inside: they reach a share that the gym wants to hear of, take the last place,
 * or are beyond it. Not for everyone in between: a warning at each of fifty scans is read by nobody.
 */
export function crowdAfter(inside: number, { places, warnAtPercent }: Capacity): Warning | null {
  if (places === null) return null
  const isReached = [...warnAtPercent, 100].some((percent) => inside === placesAt(percent, places))
  return isReached || inside > places ? { kind: 'crowd', inside, capacity: places } : null
}

/** How many of the shares, in percent, are reached with so many inside: 0 while there is room. */
export function crowdLevel(inside: number, places: number, warnAtPercent: readonly number[]): number {
  return warnAtPercent.filter((percent) => inside >= placesAt(percent, places)).length
}

function placesAt(percent: number, places: number): number {
  return Math.ceil((percent * places) / 100)
}
