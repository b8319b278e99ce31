import type { Rule } from './rule.ts'

const MINUTE_MS = 60_000

/** A card that came in and went out within minutes may have been handed to somebody else outside. */
export const passbackRule: Rule = {
  refusals({ lastCameInAt }, { instant, antiPassbackMinutes: minutes }) {
    if (lastCameInAt === null || instant < lastCameInAt || instant - lastCameInAt >= minutes * MINUTE_MS) {
      return []
    }
    const cameInAt = new Date(lastCameInAt).toISOString()
    return [{ reason: 'already_in', rule: { kind: 'passback', minutes, cameInAt } }]
  },
}
