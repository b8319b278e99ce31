import type { ScanMode } from '../../server/protocol/scan.ts'
import type { DeskPosition } from './desk-position.ts'

/** Scans that may still be shown or wait for their turn, and are asked about once more. */
const MAX_WAYS = 100

/**
 * What each of the last codes means here: the desk's post, in the mode of the reader that gave it. So a scan that is sent
 * once more (its note was read) means the same, whatever reader it came from.
 */
export function createScanWays(deskPosition: () => DeskPosition): {
  note: (code: string, mode: ScanMode | null) => void
  postOf: (code?: string) => DeskPosition
} {
  const modes = new Map<string, ScanMode>()
  return {
    /** `mode` is the reader's own, or null for the desk's. */
    note(code, mode) {
      modes.delete(code)
      if (mode === null) return
      modes.set(code, mode)
      const [oldest] = modes.keys()
      if (modes.size > MAX_WAYS && oldest !== undefined) modes.delete(oldest)
    },
    /** Without a code, the desk's own. */
    postOf(code = '') {
      const { mode, location } = deskPosition()
      return { mode: modes.get(code) ?? mode, location }
    },
  }
}

export type ScanWays = ReturnType<typeof createScanWays>
