import type { Rule } from './rule.ts'

/** A plan may be good at some of the gym's places. One that the hub does not know refuses nobody. */
export const placeRule: Rule = {
  refusals({ access }, { location }) {
    const locations = access?.locations ?? null
    if (locations === null || location === null || locations.includes(location)) return []
    return [{ reason: 'wrong_location', rule: { kind: 'locations', locations } }]
  },
}
