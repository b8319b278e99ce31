import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IdSlots } from './id-slots.ts'
import { OrderedSlots } from './ordered-slots.ts'
import { packId, unpackId } from './packed-id.ts'
import { TextPool } from './text-pool.ts'

const text = fc.string({ unit: 'binary', maxLength: 20 })
const id = fc.oneof(fc.uuid(), fc.stringMatching(/^[\da-z-]{15,17}$/), fc.nat({ max: 20 }).map(String))

it('texts are read as they were put in, compared as they are, and leave their room to others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 60 }), (steps) => {
      const pool = new TextPool()
      const kept = new Map<number, string>()
      for (const [each, isRemoved] of steps) {
        const place = pool.add(each)
        expect(kept.has(place)).toBe(false)
        kept.set(place, each)
        const oldest = [...kept.keys()][0] as number
        if (!isRemoved) continue
        pool.remove(oldest)
        kept.delete(oldest)
      }
      for (const [place, each] of kept) {
        expect([pool.read(place), pool.isAt(place, each), pool.isAt(place, `${each}x`)]).toEqual([
          each,
          true,
          false,
        ])
        for (const [other, otherText] of kept)
          expect(Math.sign(pool.compare(place, other))).toBe(
            each === otherText ? 0 : each < otherText ? -1 : 1,
          )
      }
    }),
  )
})

it('texts are more than have room in one piece', () => {
  const pool = new TextPool()
  const texts = Array.from({ length: 9_000 }, (_, at) => `Member number ${at}`)
  const places = texts.map((each) => pool.add(each))
  expect(places.map((place) => pool.read(place))).toEqual(texts)
})

it('an id that is packed is the same afterwards, and no other one', () => {
  fc.assert(
    fc.property(id, (each) => {
      expect(unpackId(packId(each))).toBe(each)
    }),
  )
  const looksPacked = String.fromCharCode(...Array.from({ length: 16 }, (_, at) => at + 1))
  expect(packId(looksPacked)).not.toBe(packId('01020304-0506-0708-090a-0b0c0d0e0f10'))
})

it('ids have a slot each for as long as they are there, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.boolean()), { maxLength: 80 }), (steps) => {
      const slots = new IdSlots()
      const ids = new Set<string>()
      for (const [each, isGone] of steps) {
        if (isGone) {
          expect(slots.remove(each) === undefined).toBe(!ids.delete(each))
          expect(slots.slotOf(each)).toBeUndefined()
        } else {
          slots.add(each)
          ids.add(each)
        }
      }
      const taken = [...slots.slots()]
      expect(taken.map((slot) => slots.idOf(slot)).sort()).toEqual([...ids].sort())
      expect([...ids].map((each) => slots.idOf(slots.slotOf(each) as number))).toEqual([...ids])
      expect(slots.size).toBe(ids.size)
      taken.sort((one, other) => slots.compare(one, other))
      expect(taken.map((slot) => slots.idOf(slot))).toEqual([...ids].sort())
    }),
  )
})

it('so many ids as make the table grow are found again', () => {
  const slots = new IdSlots()
  for (let at = 0; at < 5_000; at += 1) slots.add(String(at))
  for (let at = 0; at < 5_000; at += 3) slots.remove(String(at))
  const found = Array.from({ length: 5_000 }, (_, at) => slots.slotOf(String(at)) !== undefined)
  expect(found).toEqual(found.map((_, at) => at % 3 !== 0))
})

it('slots are read in their order, in whatever order they came, and some went', () => {
  const ordered = new OrderedSlots((one, other) => one < other)
  // Prime, so that each comes once, and more than fit in a few blocks.
  const [count, stride] = [2_003, 790]
  for (let number = 0; number < count; number += 1) ordered.add((number * stride) % count)
  for (let slot = 0; slot < count; slot += 3) ordered.remove(slot)
  const left = Array.from({ length: count }, (_, slot) => slot).filter((slot) => slot % 3 !== 0)
  expect([...ordered.from(() => true)]).toEqual(left)
  expect([...ordered.from((slot) => slot >= 1_000)]).toEqual(left.filter((slot) => slot >= 1_000))
})
