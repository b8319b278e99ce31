import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemberIndex, type SearchableMember } from './member-index.ts'

const NAMES = [
  'Sofia Lindqvist',
  'Lucía Fernández',
  'Søren Kjær',
  'Łukasz Groß',
  'Tom O’Brien',
  'Anne-Marie Müller',
  'Aleksandra Wiśniewska',
  'Mohammad Haddad',
  'فاطمة الزهراء',
  'أحمد علي',
  'Ελένη Παππάς',
  '王小明',
]

function indexOf(...members: (Partial<SearchableMember> & { full_name: string })[]): MemberIndex {
  const index = new MemberIndex()
  members.forEach((member, at) => index.put({ id: member.full_name, phone: `+49 30 10000${at}`, ...member }))
  return index
}

const everybody = indexOf(...NAMES.map((full_name) => ({ full_name })))
const found = (index: MemberIndex, query: string, limit = 20): string[] =>
  index.search(query, limit).map(({ id }) => id)

describe('a search', () => {
  it.each([
    ['lucia fern', 'Lucía Fernández'],
    ['FERNANDEZ, LUCÍA', 'Lucía Fernández'],
    ['soren kjaer', 'Søren Kjær'],
    ['gross luk', 'Łukasz Groß'],
    ['groß', 'Łukasz Groß'],
    ['obrien', 'Tom O’Brien'],
    ["o'brien", 'Tom O’Brien'],
    ['annemarie', 'Anne-Marie Müller'],
    ['anne-m', 'Anne-Marie Müller'],
    ['mueller', 'Anne-Marie Müller'],
    ['wisniewska', 'Aleksandra Wiśniewska'],
    ['فاطمه', 'فاطمة الزهراء'],
    ['احمد', 'أحمد علي'],
    ['علی', 'أحمد علي'],
    ['παππας', 'Ελένη Παππάς'],
    ['王小', '王小明'],
    ['Ｓｏｆｉａ', 'Sofia Lindqvist'],
    ['sofai', 'Sofia Lindqvist'],
    ['lindkvist sofia', 'Sofia Lindqvist'],
    ['mohamad', 'Mohammad Haddad'],
    ['muhammed', 'Mohammad Haddad'],
  ])('for %j finds %s', (query, name) => {
    expect(found(everybody, query)).toContain(name)
  })

  it.each([
    '',
    ' ',
    '%',
    '_',
    '*',
    "' or 1=1 --",
    '😀',
    '-',
    'zzz',
    'sofia müller',
    'tim o’brien',
    '99',
    'soma',
    'dofi',
  ])('for %j finds nobody', (query) => {
    expect(found(everybody, query)).toEqual([])
  })

  it('finds a word of six letters and more with any one mistake, wherever it is', () => {
    const words = NAMES.flatMap((name) => name.split(/[\s’-]/u)).filter((word) =>
      /^[A-Za-zéí]{6,}$/u.test(word),
    )
    const mistake = fc.record({
      word: fc.constantFrom(...words),
      at: fc.nat(),
      letter: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz')),
      kind: fc.constantFrom('left out', 'put in', 'taken for another', 'changed places'),
    })
    fc.assert(
      fc.property(mistake, ({ word, at: any, letter, kind }) => {
        const at = any % word.length
        const [before, after] = [word.slice(0, at), word.slice(at + 1)]
        const typed = {
          'left out': before + after,
          'put in': before + letter + word.slice(at),
          'taken for another': before + letter + after,
          'changed places': before + (after[0] ?? '') + (word[at] ?? '') + after.slice(1),
        }[kind]
        const name = NAMES.find((each) => each.includes(word)) ?? ''
        expect(found(everybody, typed)).toContain(name)
      }),
    )
  })

  it('finds every beginning of every word, in any order', () => {
    const name = fc.constantFrom(...NAMES)
    fc.assert(
      fc.property(name, fc.nat(), fc.nat(), fc.boolean(), (full, one, other, isTurned) => {
        const beginnings = full.split(' ').map((word, at) => {
          const letters = Array.from(word)
          return letters.slice(0, 1 + ((at === 0 ? one : other) % letters.length)).join('')
        })
        expect(found(everybody, (isTurned ? beginnings.reverse() : beginnings).join(' '))).toContain(full)
      }),
    )
  })
})

describe('what is found', () => {
  it('is ordered: whole words, the beginning of the name, of another word, misspelt', () => {
    const index = indexOf(
      { full_name: 'Annika Berg' },
      { full_name: 'Zoe Annala' },
      { full_name: 'Anma Weber' },
      { full_name: 'Zara Anna' },
    )
    expect(found(index, 'anna')).toEqual(['Zara Anna', 'Zoe Annala', 'Anma Weber', 'Annika Berg'])
    expect(found(index, 'ann')).toEqual(['Annika Berg', 'Zara Anna', 'Zoe Annala'])
  })

  it('has those who are inside first among equals, the others by name', () => {
    const index = indexOf({ full_name: 'Ana C' }, { full_name: 'Ana A' }, { full_name: 'Ana B' })
    index.markInside('Ana B', true)
    expect(found(index, 'ana')).toEqual(['Ana B', 'Ana A', 'Ana C'])
    index.setInside(['Ana C'])
    expect(found(index, 'ana', 2)).toEqual(['Ana C', 'Ana A'])
    index.put({ id: 'Ana C', full_name: 'Ana C', phone: '' })
    expect(found(index, 'ana', 1)).toEqual(['Ana C'])
  })

  it('is no misspelt name where enough are found as typed', () => {
    const index = indexOf({ full_name: 'Marta' }, { full_name: 'Maria' })
    expect(found(index, 'maria', 1)).toEqual(['Maria'])
    expect(found(index, 'maria', 2)).toEqual(['Maria', 'Marta'])
  })

  it('is what the members are now', () => {
    const index = indexOf({ full_name: 'Old Name', id: 'm' }, { full_name: 'Other Name' })
    index.put({ id: 'm', full_name: 'New Person', phone: '0301234567' })
    expect([found(index, 'old'), found(index, 'person'), found(index, '1234')]).toEqual([[], ['m'], ['m']])
    index.remove('m')
    expect([found(index, 'person'), found(index, '1234'), found(index, 'name')]).toEqual([
      [],
      [],
      ['Other Name'],
    ])
  })
})

/** Names that share words, of which some are beginnings of others, and what is typed to find them. */
const SHARED = ['Ana Berg', 'Anna Berg', 'Berg Ana Anna', 'Ana', 'Bo', 'علي أحمد', "O'Ana", '']
const PHONES = ['', '030 1234567', '+49 30 1234568', '030 12345678 / 0171 7654321']
const TYPED = ['a', 'ana', 'ana be', 'berg', 'brg', 'annn', '1234', '0301234567', 'ana 123', 'علی', 'o ana']

it('members who were changed, came and left in any order are found as if they had been there from the first', () => {
  const step = fc.record({
    id: fc.nat({ max: 12 }).map(String),
    isGone: fc.boolean(),
    full_name: fc.constantFrom(...SHARED),
    phone: fc.constantFrom(...PHONES),
    isInside: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(...TYPED), (steps, query) => {
      const changed = new MemberIndex()
      const members = new Map<string, SearchableMember>()
      const inside = new Set<string>()
      for (const { id, isGone, isInside, ...values } of steps) {
        if (isInside) inside.add(id)
        else inside.delete(id)
        changed.markInside(id, isInside)
        if (isGone) changed.remove(id)
        else changed.put({ id, ...values })
        if (isGone) members.delete(id)
        else members.set(id, { id, ...values })
      }
      const fresh = new MemberIndex()
      for (const member of members.values()) fresh.put(member)
      fresh.setInside(inside)
      expect(changed.size).toBe(members.size)
      expect(changed.search(query, 5)).toEqual(fresh.search(query, 5))
    }),
  )
})

describe('a member who has another name than before', () => {
  it('is found by that alone, also where they keep one word of the old one', () => {
    const index = new MemberIndex()
    const found = (query: string) => index.search(query, 10).map(({ id }) => id)
    for (const full_name of ['Ana Berg', 'Ana Weber', 'Bo']) index.put({ id: 'm', full_name, phone: '' })
    expect(['ana', 'berg', 'weber', 'bo'].map(found)).toEqual([[], [], [], ['m']])
  })
})

describe('a member who has another number than before', () => {
  it('is found by that alone, and by the name as before', () => {
    const index = new MemberIndex()
    const found = (query: string) => index.search(query, 10).map(({ id }) => id)
    const put = (phone: string) => index.put({ id: 'm', full_name: 'Ana Berg', phone })
    put('030 1234567')
    put('030 7654321')
    expect(['1234567', '7654321', 'berg'].map(found)).toEqual([[], ['m'], ['m']])
    put('')
    put('')
    expect(['7654321', 'berg'].map(found)).toEqual([[], ['m']])
    put('030 1112223')
    expect(found('1112223')).toEqual(['m'])
  })
})

describe('a phone number', () => {
  const index = indexOf(
    { full_name: 'A', phone: '+49 30 555-1234' },
    { full_name: 'B', phone: '030 777 8899' },
  )

  it.each([
    ['555 1234', 'A'],
    ['(030) 555', 'A'],
    ['0049 30/5551234', 'A'],
    ['1234', 'A'],
    ['٥٥٥', 'A'],
    ['+49 30 7778899', 'B'],
    ['a 555', 'A'],
  ])('%j is found', (query, name) => {
    expect(found(index, query)).toEqual([name])
  })

  it('is found by any part of three digits and more, however it is written, among thousands', () => {
    const many = new MemberIndex()
    const phoneOf = (at: number): string => `+49 1${(at * 7_919_317) % 1_000_000_007}`
    for (let at = 0; at < 3_000; at += 1)
      many.put({ id: String(at), full_name: 'Member', phone: phoneOf(at) })
    for (let at = 0; at < 3_000; at += 7) many.remove(String(at))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_999 }), fc.constantFrom(' ', '-', '/'), (at, sign) => {
        const isThere = at % 7 !== 0
        const typed = Array.from(phoneOf(at)).join(sign)
        expect(found(many, typed, 3).includes(String(at))).toBe(isThere)
      }),
    )
  })
})
