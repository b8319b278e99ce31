import { likenessOf, type Telling } from '../likeness.ts'
import { because, refusedAt } from '../refusal.ts'
import type { MemberFileRow } from '../row-shape.ts'

/** The people of a file whose product has no numbers for them, to find who stands in it twice. */
export class People {
  /** By name: the line, e-mail address, phone number and birthday of each, as one text: there may be 300,000. */
  readonly #known = new Map<string, string[]>()

  /** Throws a HubError where a row is about somebody who was there before, or may be. */
  add(row: MemberFileRow): void {
    const name = row.full_name.toLowerCase()
    const namesakes = this.#known.get(name) ?? []
    for (const known of namesakes) {
      const { line, ...telling } = unpacked(known)
      const likeness = likenessOf(row, telling)
      if (likeness === 'other') continue
      const code = likeness === 'same' ? 'same_person' : 'may_be_same_person'
      throw refusedAt(row.line, 'full_name', because(code, { before: line }))
    }
    this.#known.set(name, [...namesakes, packed(row)])
  }
}

function packed({ line, email, phone, birthday }: MemberFileRow): string {
  return [line, email ?? '', phone ?? '', birthday ?? ''].join('\n')
}

function unpacked(known: string): Telling & { line: string } {
  const [line = '', email, phone, birthday] = known.split('\n')
  return { line, email, phone, birthday }
}
