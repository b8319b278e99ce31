import type { Flag } from '../protocol/scan.ts'

/** Flags as a column holds them: JSON text, and null for none. */
export function flagsOf(stored: string | null): Flag[] {
  return stored === null ? [] : (JSON.parse(stored) as Flag[])
}

export function storedFlags(flags: readonly Flag[]): string | null {
  return flags.length === 0 ? null : JSON.stringify(flags)
}
