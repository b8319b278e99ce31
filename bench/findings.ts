import { isFault, judged, type Judgement } from './aims.ts'
import type { Faults } from './load/job.ts'
import { sum } from './statistics.ts'
import { tableText } from './table.ts'

/** What one server lost or doubled. */
export interface FaultsOf extends Faults {
  name: string
}

/** What a measurement comes to, beside the table that it has printed. */
export interface Findings {
  faults: FaultsOf[]
  judgements: Judgement[]
  /** Sentences about what was promised and not kept. */
  broken?: string[]
}

export function joinFindings(all: readonly Findings[]): Required<Findings> {
  return {
    faults: all.flatMap(({ faults }) => faults),
    judgements: all.flatMap(({ judgements }) => judgements),
    broken: all.flatMap(({ broken = [] }) => broken),
  }
}

/** The end of the report: every aim with its figure, what was lost or doubled, and what decides the exit code. */
export function findingsText({ faults, judgements, broken }: Required<Findings>, isQuick: boolean): string {
  const rows = judgements.map((judgement) => {
    const [value = '', aim = '', verdict = ''] = judged(judgement)
    return [judgement.measure, value, aim, judgement.aim.must?.said ?? '', verdict]
  })
  const table = rows.length > 0 ? `\nAims\n${tableText([['', 'figure', 'aim', 'must', ''], ...rows])}\n` : ''
  const decides = isQuick
    ? 'This was a quick run: only what was lost, doubled or broken decides its exit code.'
    : 'The exit code is 1 where anything was lost, doubled or broken, or a ratio or count is not what it MUST be.'
  const sentences = broken.map((sentence) => `BROKEN: ${sentence}\n`).join('')
  return `${table}\nOn every desk, and acknowledged against the database: ${faultsText(faults)}\n${sentences}${decides}`
}

/** True where the run has to end with exit code 1. */
export function hasFailed({ faults, judgements, broken }: Required<Findings>, isQuick: boolean): boolean {
  const isWrong = broken.length > 0 || faults.some(({ lost, doubled }) => lost + doubled > 0)
  return isWrong || (!isQuick && judgements.some(isFault))
}

/** One sentence of all servers' faults; the measurements of one server are added up. */
function faultsText(faults: readonly FaultsOf[]): string {
  const names = [...new Set(faults.map(({ name }) => name))]
  const sentences = names.map((name) => {
    const own = faults.filter((fault) => fault.name === name)
    return `${name} ${sum(own.map(({ lost }) => lost))} lost, ${sum(own.map(({ doubled }) => doubled))} doubled`
  })
  return sentences.join('; ')
}
