import type { DeskStorage } from './lasting-storage.ts'

/** What a desk keeps between two starts. The access token is not among it. */
export interface KeptDesk {
  refresh: string | null
  deskToken: string | null
  deskName: string
}

/** What this machine keeps for a hub; nothing where the storage is empty or damaged. */
export function readKeptDesk(storage: DeskStorage, hubId: string): KeptDesk {
  const nothing: KeptDesk = { refresh: null, deskToken: null, deskName: '' }
  try {
    return { ...nothing, ...(JSON.parse(storage.getItem(keyOf(hubId)) ?? '{}') as Partial<KeptDesk>) }
  } catch {
    return nothing
  }
}

/** Keeps it for the next start. */
export function keepDesk(storage: DeskStorage, hubId: string, kept: KeptDesk): void {
  storage.setItem(keyOf(hubId), JSON.stringify(kept))
}

const keyOf = (hubId: string): string => `av-gym-front-desk ${hubId}`
