/** What the figures are judged by. Ratios only: machines differ, and the same machine differs from hour to hour. */

interface Aim {
  said: string
  isMet: (ratio: number) => boolean
}

const atLeast = (least: number): Aim => ({
  said: `at least ${least.toFixed(2)}`,
  isMet: (ratio) => ratio >= least,
})

const atMost = (most: number): Aim => ({
  said: `at most ${most.toFixed(2)}`,
  isMet: (ratio) => ratio <= most,
})

export const AIMS = {
  /** Of the bare limit's rate: rules, request ids, history and statistics may cost two thirds, not more. */
  rate: atLeast(1 / 3),
  /** The same, seen from the processor. */
  cpu: atMost(3),
  /** Until the last desk knows, by the median: a p95 on a shared machine tells of its disk. */
  delay: atMost(2),
}

/** The ratio beside its aim, as three cells of a table; NaN stands for what this system cannot measure. */
export function judged(ratio: number, aim: Aim): string[] {
  if (Number.isNaN(ratio)) return ['-', aim.said, 'not measured here']
  return [ratio.toFixed(2), aim.said, aim.isMet(ratio) ? 'met' : 'missed']
}
