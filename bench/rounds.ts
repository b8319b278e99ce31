import type { Faults } from './load/job.ts'
import { median } from './statistics.ts'
import type { Contestant } from './turn.ts'

/** The results of each contestant, one a round, in the order of the contestants. */
export type Rounds<Result> = Result[][]

/**
 * Lets the contestants take turns, A B A B: what the machine does beside us in one minute then harms all alike.
 * `said` is told of each turn before it begins.
 */
export async function inTurns<Result>(
  contestants: readonly Contestant[],
  rounds: number,
  said: (progress: string) => void,
  take: (contestant: Contestant) => Promise<Result>,
): Promise<Rounds<Result>> {
  const results: Rounds<Result> = contestants.map(() => [])
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      said(`round ${round} of ${rounds}: ${contestant.subject.name}`)
      results[index]?.push(await take(contestant))
    }
  }
  return results
}

/** One figure of every contestant: medians over the rounds. */
export function medians<Result>(rounds: Rounds<Result>, figure: (result: Result) => number): number[] {
  return rounds.map((results) => median(results.map(figure)))
}

/** The first contestant's figure over another's: the median of each round's own ratio, as neighbours in time. */
export function pairedRatio<Result>(
  rounds: Rounds<Result>,
  other: number,
  figure: (result: Result) => number,
): number {
  const [firsts = []] = rounds
  const others = rounds[other] ?? []
  const ratios = firsts.flatMap((first, index) => {
    const second = others[index]
    return second === undefined ? [] : [figure(first) / figure(second)]
  })
  return median(ratios)
}

/** The faults of all rounds of each contestant. */
export function addFaults(rounds: Rounds<Faults>): Faults[] {
  return rounds.map((results) => ({
    lost: results.reduce((total, { lost }) => total + lost, 0),
    doubled: results.reduce((total, { doubled }) => total + doubled, 0),
  }))
}
