/** Plausible visits for demo members: busy mornings and evenings over two weeks, some people inside now. */

export interface DemoVisit {
  memberId: string
  inAt: number
  /** null: still inside. */
  outAt: number | null
}

/** Visits at most, however many members: enough for a chart, quick to make. */
const MAX_VISITS = 20_000

/** People inside at most. */
const MAX_INSIDE = 200

const DAYS = 14
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Shares of a day's visits by the hour of their beginning, in UTC: an early and a late peak. */
const HOURS = [6, 7, 7, 8, 9, 10, 11, 12, 14, 16, 17, 17, 17, 18, 18, 18, 19, 19, 20]

/** Draws visits, oldest first. Members of the first half are never inside, so that their cards check in. */
export function createDemoVisits(members: readonly { id: string }[], now: number): DemoVisit[] {
  const random = seededRandom(20_261_123)
  const inside = members.slice(-Math.min(MAX_INSIDE, Math.floor(members.length / 10)) || members.length)
  const past = pastVisits(members, now, random)
  const present = inside.map(({ id }) => {
    const inAt = now - Math.floor((5 + random() * 115) * MINUTE_MS)
    return { memberId: id, inAt, outAt: null }
  })
  return [...past, ...present].sort((left, right) => left.inAt - right.inAt)
}

function pastVisits(members: readonly { id: string }[], now: number, random: () => number): DemoVisit[] {
  const perDay = Math.min(Math.floor(members.length * 0.4), Math.floor(MAX_VISITS / DAYS) - 15)
  const visits: DemoVisit[] = []
  for (let day = DAYS; day >= 0; day -= 1) {
    const midnight = Math.floor((now - day * DAY_MS) / DAY_MS) * DAY_MS
    const start = Math.floor(random() * members.length)
    for (let index = 0; index < perDay; index += 1) {
      const member = members[(start + index) % members.length]
      const hour = HOURS[Math.floor(random() * HOURS.length)] ?? 12
      const inAt = midnight + hour * 60 * MINUTE_MS + Math.floor(random() * 60 * MINUTE_MS)
      const outAt = inAt + Math.floor((35 + random() * 75) * MINUTE_MS)
      // Nobody has a past visit that reaches into the one that those inside have now.
      if (member && outAt < now - 130 * MINUTE_MS) visits.push({ memberId: member.id, inAt, outAt })
    }
  }
  return visits
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
