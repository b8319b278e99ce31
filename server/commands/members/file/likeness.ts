/** What tells people of one name apart. */
export interface Telling {
  email?: string | null | undefined
  phone?: string | null | undefined
  birthday?: string | null | undefined
}

/** The form in which each is compared. */
const FORMS = {
  email: (text: string) => text.toLowerCase(),
  phone: (text: string) => text.replace(/\D/g, ''),
  birthday: (text: string) => text.slice(-'11-23'.length),
}

const TELLING = Object.keys(FORMS) as (keyof typeof FORMS)[]

/** Whether two people of one name are one: `open` where nothing that both have tells. */
export function likenessOf(one: Telling, other: Telling): 'same' | 'other' | 'open' {
  const both = TELLING.filter((column) => one[column] && other[column])
  if (both.length === 0) return 'open'
  const agrees = (column: keyof typeof FORMS) =>
    FORMS[column](one[column] ?? '') === FORMS[column](other[column] ?? '')
  return both.every(agrees) ? 'same' : 'other'
}
