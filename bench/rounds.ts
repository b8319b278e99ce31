import type { FaultsOf } from './findings.ts'
import type { Faults } from './load/job.ts'
import { median, sum } from './statistics.ts'
import type { Contestant } from './turn.ts'

/** The results of each contestant, one a round, in the order of the contestants. */
export type Rounds<Result> = Result[][]

/**
 * Lets the contestants take turns, A B A B: what the machine does beside us in one minute then harms all alike.
 * `say` is told of each turn before it begins.
 */
export async function inTurns<Taker extends { subject: { name: string } }, Result>(
  contestants: readonly Taker[],
  rounds: number,
  say: (progress: string) => void,
  take: (contestant: Taker) => Promise<Result>,
): Promise<Rounds<Result>> {
  const results: Rounds<Result> = contestants.map(() => [])
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      say(`round ${round} of ${rounds}: ${contestant.subject.name}`)
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
  return pairedRatioOf(rounds, { of: 0, to: other }, figure)
}

/** One contestant's figure over another's, likewise. */
export function pairedRatioOf<Result>(
  rounds: Rounds<Result>,
  { of, to }: { of: number; to: number },
  figure: (result: Result) => number,
): number {
  const firsts = rounds[of] ?? []
  const others = rounds[to] ?? []
  const ratios = firsts.flatMap((first, index) => {
    const second = others[index]
    return second === undefined ? [] : [figure(first) / figure(second)]
  })
  return median(ratios)
}

/** What each lost or doubled in all its rounds. */
export function addFaults(contestants: readonly Contestant[], rounds: Rounds<Faults>): FaultsOf[] {
  return contestants.map(({ subject }, index) => {
    const results = rounds[index] ?? []
    return {
      name: subject.name,
      lost: sum(results.map(({ lost }) => lost)),
      doubled: sum(results.map(({ doubled }) => doubled)),
    }
  })
}
