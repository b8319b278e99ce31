import type { HubSettings } from '../settings/settings.ts'
import { findGymTerms, saveGymTerms } from '../store/gyms.ts'
import type { Core } from './core.ts'

/** Says in the database what this gym has set for its members wherever they go: the other gyms of the installation have no other way to know. */
export async function tellGymTerms(
  { store, writer }: Pick<Core, 'store' | 'writer'>,
  { database, site, gym }: HubSettings,
): Promise<void> {
  if (database === null) return
  const terms = {
    name: gym.name === '' ? site : gym.name,
    grace_days: gym.graceDays,
    debt_allowed_cents: gym.debtAllowedCents,
  }
  if (JSON.stringify(await findGymTerms(store.db)) === JSON.stringify(terms)) return
  await writer.write(({ tx }) => saveGymTerms(tx, terms))
}
