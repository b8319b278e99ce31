import type { DeskStorage } from './lasting-storage.ts'

/** What a desk keeps between two starts. The access token is not among it. */
export interface StoredDesk {
  refresh: string | null
  /** The sign-in that it belongs to, as the hub knows it; null where that is not known. */
  signInId: string | null
  deskToken: string | null
  deskName: string
}

/** What this machine keeps for a hub; nothing where the storage is empty or damaged. */
export function readStoredDesk(storage: DeskStorage, hubId: string): StoredDesk {
  const nothing: StoredDesk = { refresh: null, signInId: null, deskToken: null, deskName: '' }
  try {
    return { ...nothing, ...(JSON.parse(storage.getItem(keyOf(hubId)) ?? '{}') as Partial<StoredDesk>) }
  } catch {
    return nothing
  }
}

/** Keeps it for the next start. */
export function storeDesk(storage: DeskStorage, hubId: string, kept: StoredDesk): void {
  storage.setItem(keyOf(hubId), JSON.stringify(kept))
}

const keyOf = (hubId: string): string => `av-gym-front-desk ${hubId}`
