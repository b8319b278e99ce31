import type { Judgement } from '../aims.ts'
import { SCALE_AIMS } from './aims.ts'
import type { StoreHub } from './store-hubs.ts'

/** More than are asked for in all the groups that are counted. */
export const MEMBERS_COUNTED = 100

/** Counts how often a group waits for the way to PostgreSQL and back, at a hub that was not the last to write. */
export async function judgeFlights(hub: StoreHub, members: readonly string[]): Promise<Judgement[]> {
  const counted = await hub.order({ kind: 'flights', members })
  const { flights, rareFlights } = SCALE_AIMS
  const judgement = (group: string, value: number, aim: Judgement['aim']): Judgement => {
    return { measure: `flights of ${group}`, value, aim }
  }
  return [
    judgement('a group of check-ins by name', counted.checkIns, flights),
    judgement('a group of scans', counted.scans, flights),
    judgement('a scan by itself', counted.loneScan, flights),
    judgement('check-ins after another hub has written', counted.afterAnother, rareFlights),
    judgement('scans, one of them refused', counted.refused, rareFlights),
    judgement('scans and one that is undone', counted.undo, rareFlights),
  ]
}
