import {
  compareMembers,
  comparedOf,
  type Compared,
  type Comparison,
  type Described,
} from './compare-members.ts'
import { phoneEnd } from '../phone.ts'

/** More members with the same e-mail address or telephone number are a company's, with the same name strangers. */
const MOST_OF_A_KEY = 20

/** Two members who may be one person, by their ids. */
export interface FoundPair extends Comparison {
  ids: readonly [string, string]
}

/** Pairs in the order in which they are worth looking at. */
export interface FoundPairs {
  /** The first of them. */
  pairs: FoundPair[]
  /** How many there are in all. */
  count: number
}

/**
 * Finds pairs among any number of members: only those are compared who share a key, such as the end of a phone number, so that twice as
 * many members take twice as long.
 */
export class DuplicateFinder {
  readonly #byKey = new Map<string, Compared[]>()

  add(members: readonly Described[]): void {
    for (const described of members) {
      const member = comparedOf(described)
      for (const key of keysOf(member)) this.#put(key, member)
    }
  }

  /** The best `limit` pairs, without those that somebody has looked at. */
  find(limit: number, dismissed: ReadonlySet<string> = new Set()): FoundPairs {
    const seen = new Set(dismissed)
    const found: FoundPair[] = []
    for (const members of this.#byKey.values()) {
      if (members.length > MOST_OF_A_KEY) continue
      for (const [one, other] of pairsOf(members)) {
        const ids = orderedPair(one.id, other.id)
        if (seen.has(pairKey(ids))) continue
        seen.add(pairKey(ids))
        const comparison = compareMembers(one, other)
        if (comparison) found.push({ ids, ...comparison })
      }
    }
    found.sort((one, other) => other.weight - one.weight || (pairKey(one.ids) < pairKey(other.ids) ? -1 : 1))
    return { pairs: found.slice(0, limit), count: found.length }
  }

  #put(key: string, member: Compared): void {
    const known = this.#byKey.get(key)
    if (known) known.push(member)
    else this.#byKey.set(key, [member])
  }
}

/** Two ids in the order in which a pair is kept. */
export function orderedPair(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one]
}

export function pairKey([one, other]: readonly [string, string]): string {
  return `${one} ${other}`
}

/** Two members who may be one person share one of these. */
function keysOf({ words, phone, email, birthday }: Compared): string[] {
  return [
    `name ${words.join(' ')}`,
    ...(phone === null ? [] : [`phone ${phoneEnd(phone)}`]),
    ...(email === '' ? [] : [`email ${email}`]),
    ...(birthday === null ? [] : [...new Set(words)].map((word) => `born ${birthday} ${word}`)),
  ]
}

function* pairsOf(members: readonly Compared[]): Generator<[Compared, Compared]> {
  for (const [at, one] of members.entries()) for (const other of members.slice(at + 1)) yield [one, other]
}
