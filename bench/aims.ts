/** What the figures are judged by. Ratios only: machines differ, and the same machine differs from hour to hour. */

export interface Aim {
  said: string
  isMet: (ratio: number) => boolean
  /** Where missing the aim by much is a fault: the bench ends with exit code 1 below this. */
  must?: number
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
  /** Of the bare limit's rate: rules, request ids, history, audit and metrics may cost half, and never two thirds. */
  rate: { ...atLeast(0.5), must: 0.35 },
  /** The same, seen from the processor. */
  cpu: atMost(3),
  /** Until the last desk knows, over a plain server's: one write a client pays for the rules. */
  lastDesk: atMost(1.15),
  /** The desk that scans must not wait for the others to be told. */
  answerAmongMany: atMost(1.5),
  /** A gym that is ten years old is as fast as a new one. */
  pastVisits: atMost(1.15),
  /** What a receptionist feels: p95 as a share of the 50 ms in which an answer is at once. */
  painted: atMost(1),
  longTasks: atMost(0),
  /** A search as a share of the 50 ms between two keys. */
  searched: atMost(1),
  /** Beside somebody hostile. */
  neighbourMedian: atMost(1.1),
  neighbourP95: atMost(1.5),
  /** Beside heavy work or greedy strangers: p95 as a share of the 50 ms in which an answer is at once, and against the calm one. */
  burdenedP95: atMost(1),
  burdenedToCalm: atMost(2),
  /** The worst answer as a share of the 300 ms after which a queue notices. */
  burdenedWorst: atMost(1),
  /** The slowest start of a desk as a share of 2 s. */
  switchedOn: atMost(1),
  /** What the hub's memory grew by as a share of 200 MB, and what is left of that afterwards as a share of 50. */
  memoryGrown: atMost(1),
  memoryKept: atMost(1),
}

/** A figure beside its aim. NaN stands for what this system cannot measure. */
export interface Judgement {
  measure: string
  ratio: number
  aim: Aim
}

/** The ratio, its aim and the verdict, as three cells of a table. */
export function judged({ ratio, aim }: Pick<Judgement, 'ratio' | 'aim'>): string[] {
  if (Number.isNaN(ratio)) return ['-', aim.said, 'not measured here']
  return [ratio.toFixed(2), aim.said, verdictOf(ratio, aim)]
}

function verdictOf(ratio: number, aim: Aim): string {
  if (aim.isMet(ratio)) return 'met'
  return isFault({ ratio, aim }) ? `MUST be ${aim.must?.toFixed(2)}` : 'missed'
}

/** True where the figure is so far from its aim that the bench fails. */
export function isFault({ ratio, aim }: Pick<Judgement, 'ratio' | 'aim'>): boolean {
  return aim.must !== undefined && ratio < aim.must
}
