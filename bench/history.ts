import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { AIMS, judged, type Judgement } from './aims.ts'
import type { Findings } from './findings.ts'
import { replacePast, type Past } from './past-visits.ts'
import { addFaults, inTurns, medians, pairedRatioOf } from './rounds.ts'
import { listVisitIds } from './stored-visits.ts'
import { figure, tableText } from './table.ts'
import { cpuOf, measureTurn, type Measuring } from './throughput.ts'
import type { Contestant } from './turn.ts'

/** The first is what the others are compared with: a new gym, one of ten years, and the busiest day of the largest. */
const PASTS: readonly (Past & { name: string })[] = [
  { name: 'no past visits', visits: 0, days: 0 },
  { name: 'a million', visits: 1_000_000, days: 3_650 },
  { name: "20,000 of today's", visits: 20_000, days: 0.25 },
]

/** Judged by CPU, which is steadier than time: three rounds show a tenth. */
const MOST_ROUNDS = 3

/** Measures what a check-in costs with more and more visits behind it, and prints a table. */
export async function compareHistories(
  hub: Contestant,
  measuring: Omit<Measuring, 'contestants'>,
): Promise<Findings> {
  const { say } = measuring
  const contestants = PASTS.map((past) => {
    say(`history: preparing ${past.name}`)
    return withPast(hub, past)
  })
  const rounds = Math.min(measuring.rounds, MOST_ROUNDS)
  const results = await inTurns(
    contestants,
    rounds,
    (text) => say(`history, ${text}`),
    (contestant) => measureTurn(contestant, measuring),
  )
  const judgements = contestants.slice(1).map(({ subject: { name } }, index): Judgement => {
    const value = pairedRatioOf(results, { of: index + 1, to: 0 }, cpuOf)
    return { measure: `CPU a check-in after ${name}, to none`, value, aim: AIMS.pastVisits }
  })
  const cpu = medians(results, cpuOf)
  const rows = contestants.map(({ subject: { name } }, index) => {
    const judgement = judgements[index - 1]
    return [name, figure(cpu[index] ?? NaN), ...(judgement ? judged(judgement) : [])]
  })
  const head = ['the hub, after', 'us of CPU', 'ratio', 'aim', '']
  console.log(
    `\nPast visits: CPU of a check-in as above; medians of ${rounds}\n${tableText([head, ...rows])}`,
  )
  const faults = addFaults(contestants, results).map((fault) => ({ ...fault, name: hub.subject.name }))
  return { faults, judgements }
}

/** The same hub with another past, as data of its own. */
function withPast(hub: Contestant, past: (typeof PASTS)[number]): Contestant {
  const template = `${hub.template}-${past.visits}`
  cpSync(hub.template, template, { recursive: true })
  const file = join(template, hub.subject.databaseFile)
  replacePast(file, past)
  return {
    ...hub,
    template,
    subject: { ...hub.subject, name: past.name },
    visitsBefore: listVisitIds(file),
  }
}
