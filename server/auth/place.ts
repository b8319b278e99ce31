import { findDeskByToken, type DeskRow } from '../store/desks.ts'
import type { OpenedStore } from '../store/store.ts'
import type { KnownAddresses } from './known-addresses.ts'
import { hashOfSecret } from './random.ts'

/** Where somebody tries what proves them. */
export interface Place {
  /** What attempts from there are counted by: a desk's id, an address, or the network of a stranger. */
  name: string
  /** False for strangers, who together have bounds of their own. */
  isKnown: boolean
  /** Of a desk that shows its credential. */
  deskId?: string
}

export interface PlaceParts {
  store: OpenedStore
  known: KnownAddresses
}

/** The place of a desk that shows its credential, else that of its address. A removed desk is none. */
export async function placeOf(
  { store, known }: PlaceParts,
  deskToken: string | undefined,
  address: string,
): Promise<Place> {
  const desk = deskToken ? await findDeskByToken(store.db, hashOfSecret(deskToken)) : undefined
  return desk && desk.removed_at === null ? placeOfDesk(desk) : placeOfAddress(known, address)
}

export function placeOfDesk({ id }: Pick<DeskRow, 'id'>): Place {
  return { name: id, isKnown: true, deskId: id }
}

export function placeOfAddress(known: KnownAddresses, address: string): Place {
  return { name: known.countedAs(address), isKnown: known.isKnown(address) }
}
