import { MAX_LOCATION_CHARACTERS } from '../../server/protocol/limits.ts'
import { SCAN_MODES, type ScanMode } from '../../server/protocol/scan.ts'
import type { DeskStorage } from './lasting-storage.ts'

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

/** The post of this machine, kept over reloads; an external store for React. */
export function createDeskPosition(storage: DeskStorage) {
  const observers = new Set<() => void>()
  let deskPosition = readDeskPosition(storage)
  return {
    get: (): DeskPosition => deskPosition,
    set: (change: Partial<DeskPosition>): void => {
      const { mode, location } = { ...deskPosition, ...change }
      deskPosition = { mode, location: location.trim().slice(0, MAX_LOCATION_CHARACTERS) }
      storage.setItem(KEY, JSON.stringify(deskPosition))
      for (const observer of observers) observer()
    },
    subscribe: (observer: () => void): (() => void) => {
      observers.add(observer)
      return () => observers.delete(observer)
    },
  }
}

export type DeskPositionStore = ReturnType<typeof createDeskPosition>

function readDeskPosition(storage: DeskStorage): DeskPosition {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<DeskPosition>
    const mode = SCAN_MODES.find((known) => known === kept.mode) ?? ANYWHERE.mode
    return { mode, location: typeof kept.location === 'string' ? kept.location : ANYWHERE.location }
  } catch {
    return ANYWHERE
  }
}
