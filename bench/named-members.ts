import type { Random } from '../tests/support/random.ts'

/** Members with as many different names as a large gym has: a few that many have, and many that one has. */

export interface NamedMember {
  full_name: string
  last: string
  phone: string
  card: string
}

const ONSETS = 'b br d f g gr h j k kl l m n p r s sch st t v w z ch sh'.split(' ')
const VOWELS = 'a e i o u ä ö ü é ei ou ia'.split(' ')
const ENDS = ['', 'n', 'r', 's', 'l', 'm', 't', 'ck', 'ng', 'ss']
const AREAS = ['30', '40', '89', '160', '171']

const FIRST_NAMES = 4_000
const LAST_NAMES = 50_000

export function nameMembers(count: number, random: Random): NamedMember[] {
  const first = Array.from({ length: FIRST_NAMES }, () => name(random, 1, 2))
  const last = Array.from({ length: LAST_NAMES }, () => name(random, 2, 2))
  return Array.from({ length: count }, (_, index) => {
    const family = common(last, random)
    return {
      full_name: `${common(first, random)} ${family}`,
      last: family,
      phone: `+49 ${random.pick(AREAS)} ${1_000_000 + random.below(9_000_000)}`,
      card: `GYM-${String(index * 7_919).padStart(9, '0')}`,
    }
  })
}

/** One of them, the first ones far more often than the last. */
function common(names: readonly string[], random: Random): string {
  return names[Math.floor(random.next() ** 3 * names.length)] ?? ''
}

function name(random: Random, least: number, more: number): string {
  const syllables = least + random.below(more)
  const letters = Array.from(
    { length: syllables },
    () => random.pick(ONSETS) + random.pick(VOWELS) + random.pick(ENDS),
  ).join('')
  return letters.charAt(0).toUpperCase() + letters.slice(1)
}
