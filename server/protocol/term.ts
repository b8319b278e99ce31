/** A gym's hub holds a term. It begins with the first; each promotion of a standby begins a later one, of another hub with the same key. */
export interface Term {
  number: number
  /** The promotion's own, in order of time: of two with one number the one that was promoted last is the later. Empty for the first term. */
  id: string
}

/** A term with the signature of the gym's key: whoever hears of it can tell that it was begun. */
export interface TermClaim extends Term {
  proof: string
}

export const FIRST_TERM: Term = { number: 1, id: '' }

/** Whether one term is later than the other: the hub of the other one must not go on. */
export function isLater(one: Term, other: Term): boolean {
  return one.number === other.number ? one.id > other.id : one.number > other.number
}
