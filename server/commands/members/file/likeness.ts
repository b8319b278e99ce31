/** What tells people of one name apart. */
export interface Telling {
  email?: string | null | undefined
  phone?: string | null | undefined
  birthday?: string | null | undefined
}

/** The same in the form in which it is compared; null where nobody says it. */
export type Form = string | number | null

/** What each is compared by. */
const FORMS = {
  email: (text: string) => text.toLowerCase(),
  phone: (text: string) => text.replace(/\D/g, ''),
  birthday: (text: string) => text.slice(-'11-23'.length),
}

const TELLING = Object.keys(FORMS) as (keyof typeof FORMS)[]

export function formsOf(telling: Telling): (string | null)[] {
  return TELLING.map((column) => {
    const text = telling[column]
    return text ? FORMS[column](text) : null
  })
}

/** Whether two people of one name are one: `open` where nothing that both have tells. */
export function likenessOf(one: Telling, other: Telling): 'same' | 'other' | 'open' {
  return likenessBy(formsOf(one), formsOf(other))
}

export function likenessBy(one: readonly Form[], other: readonly Form[]): 'same' | 'other' | 'open' {
  const both = one.flatMap((form, at) => (form !== null && other[at] !== null ? [form === other[at]] : []))
  if (both.length === 0) return 'open'
  return both.every(Boolean) ? 'same' : 'other'
}
