import type { ScanMode } from '../../../server/protocol/scan.ts'
import type { Unread } from '../scanner/unread.ts'

/** How a reader reaches the page: by typing, in HID-POS mode, over a serial port, or as a camera. */
export const READER_KINDS = ['keyboard', 'hid', 'serial', 'camera'] as const
type ReaderKind = (typeof READER_KINDS)[number]

/** What a reader's codes are for. desk: the desk's own mode; ask: shows who it is and changes nothing. */
export const READER_ROLES = ['desk', 'in', 'out', 'ask'] as const
export type ReaderRole = (typeof READER_ROLES)[number]

/** A reader that this desk remembers. */
export interface KnownReader {
  id: string
  kind: ReaderKind
  /** USB's numbers of maker and model; null where there are none. */
  vendorId: number | null
  productId: number | null
  /** What people here call it; empty until somebody does or the reader says. */
  name: string
  role: ReaderRole
}

/** connected: its codes arrive; busy: another program or window has it; off: nobody switched it on. */
export type ReaderStatus = 'connected' | 'unplugged' | 'busy' | 'off'

/** A reader, and whether its codes arrive here. */
export interface ReaderState extends KnownReader {
  status: ReaderStatus
}

/** One code as a reader gave it, whatever way it came. */
export interface CodeRead {
  code: string
  reader: KnownReader
  /** Milliseconds since 1970 by this machine's clock. */
  at: number
}

/**
 * Why a card that a reader typed came to nothing. too_short, too_slow: it was not told from a person; differs: no card has this code,
 * and other characters stand around it than the set-up has learned.
 */
export type UnreadBecause = Unread | 'differs'

/** In which mode a code of this role is sent, or asked about, whatever the desk's; null where it is the desk's. */
export function ownModeOf(role: ReaderRole): ScanMode | null {
  if (role === 'desk') return null
  return role === 'ask' ? 'toggle' : role
}
