import { figure } from './table.ts'

/** What the figures are judged by. Ratios and counts decide: machines differ, and the same machine differs from hour to hour. */

interface Bound {
  said: string
  isMet: (value: number) => boolean
}

export interface Aim extends Bound {
  /** Where missing the aim by much is a fault: the bench ends with exit code 1 beyond this. */
  must?: Bound
  /** Of what depends on the machine, such as `ms`: such a figure is told beside what it must be, and decides nothing. */
  unit?: string
}

interface Beside {
  must?: number
  unit?: string
}

type Compare = (value: number, bound: number) => boolean

const aimOf =
  (words: string, compare: Compare) =>
  (bound: number, { must, unit }: Beside = {}): Aim => {
    const boundOf = (at: number): Bound => ({
      said: `${words} ${shown(at, unit)}`,
      isMet: (value) => compare(value, at),
    })
    return {
      ...boundOf(bound),
      ...(must !== undefined && { must: boundOf(must) }),
      ...(unit !== undefined && { unit }),
    }
  }

export const atLeast = aimOf('at least', (value, least) => value >= least)
export const atMost = aimOf('at most', (value, most) => value <= most)

function shown(value: number, unit: string | undefined): string {
  return unit === undefined ? value.toFixed(2) : `${figure(value)} ${unit}`
}

export const AIMS = {
  /** Of the bare limit's rate: rules, request ids, history, audit and metrics may cost half, and never two thirds. */
  rate: atLeast(0.5, { must: 0.35 }),
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
  neighbourP95: atMost(1.5, { must: 3 }),
  /** Beside heavy work or greedy strangers: p95 as a share of the 50 ms in which an answer is at once, and against the calm one. */
  burdenedP95: atMost(1),
  burdenedToCalm: atMost(2, { must: 4 }),
  /** The worst answer as a share of the 300 ms after which a queue notices. */
  burdenedWorst: atMost(1),
  /** The slowest start of a desk as a share of 2 s. */
  switchedOn: atMost(1),
  /** What the hub's memory grew by as a share of 200 MB, and what is left of that afterwards as a share of 50. */
  memoryGrown: atMost(1, { must: 2 }),
  memoryKept: atMost(1, { must: 4 }),
  /** All of the hub's memory beside an import of the largest file, as a share of 400 MB. */
  importMemory: atMost(1, { must: 1 }),
}

/** A figure beside its aim. NaN stands for what this system cannot measure. */
export interface Judgement {
  measure: string
  value: number
  aim: Aim
}

type Judged = Pick<Judgement, 'value' | 'aim'>

/** The figure, its aim and the verdict, as three cells of a table. */
export function judged({ value, aim }: Judged): string[] {
  if (Number.isNaN(value)) return ['-', aim.said, 'not measured here']
  return [shown(value, aim.unit), aim.said, verdictOf({ value, aim })]
}

function verdictOf({ value, aim }: Judged): string {
  if (aim.isMet(value)) return 'met'
  return isBeyond({ value, aim }) ? `MUST be ${aim.must?.said}` : 'missed'
}

function isBeyond({ value, aim }: Judged): boolean {
  return !Number.isNaN(value) && aim.must !== undefined && !aim.must.isMet(value)
}

/** True where the figure is so far from its aim that the bench fails. */
export function isFault(judgement: Judged): boolean {
  return judgement.aim.unit === undefined && isBeyond(judgement)
}
