import { createStore } from 'zustand/vanilla'
import { MAX_LOCATION_CHARACTERS } from '../../server/protocol/limits.ts'
import { SCAN_MODES, type ScanMode } from '../../server/protocol/scan.ts'
import type { DeskStorage } from './lasting-storage.ts'
import type { Readable } from './store.ts'

/** Where this desk stands in the building: what a scan at it means. */
export interface DeskPosition {
  /** In or out by where the member is, or one way only. */
  mode: ScanMode
  /** The name of the place, or empty for the hub's default. */
  location: string
}

const KEY = 'av-gym-front-desk post'

/** The post of a desk that nobody has set up. */
export const ANYWHERE: DeskPosition = { mode: 'toggle', location: '' }

/** The post of this machine, and how to change it. */
export interface DeskPositionStore {
  store: Readable<DeskPosition>
  set: (change: Partial<DeskPosition>) => void
}

/** The post of this machine, kept over reloads. */
export function createDeskPosition(storage: DeskStorage): DeskPositionStore {
  const store = createStore<DeskPosition>(() => readDeskPosition(storage))
  return {
    store,
    set(change) {
      const { mode, location } = { ...store.getState(), ...change }
      const deskPosition = { mode, location: location.trim().slice(0, MAX_LOCATION_CHARACTERS) }
      storage.setItem(KEY, JSON.stringify(deskPosition))
      store.setState(deskPosition)
    },
  }
}

function readDeskPosition(storage: DeskStorage): DeskPosition {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<DeskPosition>
    const mode = SCAN_MODES.find((known) => known === kept.mode) ?? ANYWHERE.mode
    return { mode, location: typeof kept.location === 'string' ? kept.location : ANYWHERE.location }
  } catch {
    return ANYWHERE
  }
}
