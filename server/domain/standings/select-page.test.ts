import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomCases } from '../../../tests/support/random.ts'
import { MEMBER_ORDERS, type MemberOrder } from '../../protocol/member-list.ts'
import { selectPage, type ListPosition } from './select-page.ts'
import { STATE_BITS, type Standing } from './standing.ts'
import { StandingTable } from './standing-table.ts'

/** Tables that are tried every day. */
const TABLES = randomCases(5)

const NOBODY: Standing = {
  ...{ id: '', sortName: '', plan: '', addedAt: 0, states: STATE_BITS.good, validUntil: null },
  ...{ frozenFrom: null, owingSince: null, lastVisitAt: null, birthday: null, changesOn: null },
}

const change = fc.record({
  who: fc.nat({ max: 900 }),
  isGone: fc.boolean(),
  sortName: fc.constantFrom('ada', 'bo', 'cy', 'di'),
  addedAt: fc.nat({ max: 5 }),
  validUntil: fc.constantFrom(null, '2026-11-01', '2026-12-01', '9999-12-31'),
})

const keyOf = (order: MemberOrder, { sortName, validUntil, addedAt }: Standing): string | number =>
  ({ name: sortName, end: validUntil ?? '9999-12-31', added: -addedAt })[order]

function inOrder(members: Iterable<Standing>, order: MemberOrder): string[] {
  const sign = order === 'added' ? -1 : 1
  return [...members]
    .sort((one, other) => {
      const [first, second] = [keyOf(order, one), keyOf(order, other)]
      return first === second ? sign * (one.id < other.id ? -1 : 1) : first < second ? -1 : 1
    })
    .map(({ id }) => id)
}

/** All pages of a list, one after the other. */
function allPages(table: StandingTable, order: MemberOrder): string[] {
  const sought = { ids: null, plan: null, states: [], endingFrom: '2026-01-01', endingUntil: '2026-01-01' }
  const ids: string[] = []
  let after: ListPosition | null = null
  do {
    const page = selectPage(table, sought, { order, after, limit: 70 })
    expect(page.count).toBe(after === null ? table.size : null)
    ids.push(...page.ids)
    after = page.next
  } while (after !== null)
  return ids
}

it('the pages of a table have each member once and in order, however they came, changed and left', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1_200, maxLength: 2_000, size: 'max' }), (changes) => {
      const table = new StandingTable()
      const members = new Map<string, Standing>()
      for (const { who, isGone, ...values } of changes) {
        const id = `m${who}`
        if (isGone && members.delete(id)) table.remove(id)
        else {
          members.set(id, { ...NOBODY, ...values, id })
          table.put({ ...NOBODY, ...values, id })
        }
      }
      for (const order of MEMBER_ORDERS)
        expect({ order, ids: allPages(table, order) }).toEqual({
          order,
          ids: inOrder(members.values(), order),
        })
    }),
    { numRuns: TABLES },
  )
})

it.each<Partial<Standing>>([
  { sortName: 'di' },
  { validUntil: '2026-12-01' },
  { addedAt: 9 },
  { lastVisitAt: 9 },
])('a member whose %o is another now is where they belong in each order', (change) => {
  const table = new StandingTable()
  const [first, ...others] = ['ada', 'bo', 'cy'].map((sortName, addedAt) => {
    return { ...NOBODY, id: sortName, sortName, addedAt, validUntil: `2026-11-0${addedAt + 1}` }
  })
  const changed = { ...first!, ...change }
  for (const standing of [first!, ...others, changed]) table.put(standing)
  for (const order of MEMBER_ORDERS)
    expect({ order, ids: allPages(table, order) }).toEqual({
      order,
      ids: inOrder([changed, ...others], order),
    })
})

it('plans that end on the first day, on the last one and in between are ending soon, others are not', () => {
  const table = new StandingTable()
  for (const day of ['05', '06', '10', '12', '13']) {
    table.put({ ...NOBODY, id: day, sortName: day, validUntil: `2026-11-${day}` })
  }
  table.put({ ...NOBODY, id: 'none' })
  const days = { endingFrom: '2026-11-06', endingUntil: '2026-11-12' }
  const sought = { ids: null, plan: null, states: ['ending' as const], ...days }
  expect(selectPage(table, sought, { order: 'end', after: null, limit: 9 })).toEqual({
    ids: ['06', '10', '12'],
    count: 3,
    next: null,
  })
})
