import { formsOf, likenessBy, type Form } from '../likeness.ts'
import { fingerprintOf, LinesByText } from '../lines-by-text.ts'
import { because, refusedAt } from '../refusal.ts'
import type { MemberFileRow } from '../row-shape.ts'

/** Of each person: what tells them apart, a number each and 0 for nothing, their line, and the place of the namesake before them. */
const FACTS = 5

/** Facts that there is room for at the beginning. */
const LEAST_FACTS = 1024 * FACTS

/** The people of a file whose product has no numbers for them, to find who stands in it twice: there may be a million, 40 bytes each. */
export class People {
  /** The place of the last person of each name; the first place is 1. */
  readonly #lastNamed = new LinesByText()
  #facts = new Uint32Array(LEAST_FACTS)
  #count = 0

  /** Throws a HubError where a row is about somebody who was there before, or may be. */
  add(row: MemberFileRow): void {
    const name = row.full_name.toLowerCase()
    const forms = formsOf(row).map((form) => (form === null ? null : numberOf(form)))
    const last = this.#lastNamed.get(name) ?? 0
    for (let place = last; place > 0; place = this.#factsAt(place).before) {
      const { line, known } = this.#factsAt(place)
      const likeness = likenessBy(forms, known)
      if (likeness === 'other') continue
      const code = likeness === 'same' ? 'same_person' : 'may_be_same_person'
      throw refusedAt(row.line, 'full_name', because(code, { before: line }))
    }
    this.#keep([...forms.map((form) => form ?? 0), row.line, last])
    this.#lastNamed.set(name, this.#count)
  }

  #factsAt(place: number): { known: Form[]; line: number; before: number } {
    const facts = this.#facts.subarray((place - 1) * FACTS, place * FACTS)
    const [line = 0, before = 0] = facts.slice(FACTS - 2)
    return { known: Array.from(facts.subarray(0, FACTS - 2), (form) => form || null), line, before }
  }

  #keep(facts: readonly number[]): void {
    if ((this.#count + 1) * FACTS > this.#facts.length) {
      const more = new Uint32Array(2 * this.#facts.length)
      more.set(this.#facts)
      this.#facts = more
    }
    this.#facts.set(facts, this.#count * FACTS)
    this.#count += 1
  }
}

/** Never 0. Two forms of people of one name are taken for one once in four thousand million. */
function numberOf(form: string): number {
  return fingerprintOf(form)[1] || 1
}
