/** Codes that a camera sees now, by how often and when last. */
export type View = ReadonlyMap<string, Sight>

interface Sight {
  looks: number
  lastAt: number
}

/** A code is believed once it was seen in this many looks: one alone may be half a code. */
const LOOKS_TO_BELIEVE = 2

/** A code that was not seen for this long has left; a hand that shakes hides it for less. */
const GONE_AFTER_MS = 1_500

/** Takes what one look saw; `read` are codes that came into view, each once for as long as it stays. Pure. */
export function look(view: View, seen: readonly string[], at: number): { view: View; read: string[] } {
  const next = new Map([...view].filter(([, { lastAt }]) => at - lastAt < GONE_AFTER_MS))
  const read: string[] = []
  for (const code of new Set(seen)) {
    const looks = (next.get(code)?.looks ?? 0) + 1
    if (looks === LOOKS_TO_BELIEVE) read.push(code)
    next.set(code, { looks, lastAt: at })
  }
  return { view: next, read }
}
