import { createContext, use, useMemo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { ComingInWords, VisitPayload } from '../../server/protocol/server-frames.ts'
import type { Read } from '../services/scanner/decode-keys.ts'
import type { Insisting, MadeRenewal, ShownResult } from '../services/shown-result.ts'
import { useDeskParts } from './WebSocketContext.tsx'

/** What a desk can do for a member; `name` is for the list of what was saved. Each resolves with what the hub decided, or rejects with a HubRefusal. */
export interface CheckInCommands {
  checkInMember: (memberId: string, location?: string, notes?: string, name?: string) => Promise<VisitPayload>
  checkOutMember: (checkInId: string, notes?: string, name?: string) => Promise<VisitPayload>
  undo: (checkInId: string, name?: string) => Promise<VisitPayload>
}

const CheckInContext = createContext<CheckInCommands | null>(null)

export function CheckInProvider({ children }: { children: ReactNode }) {
  const { scans } = useDeskParts()
  const commands = useMemo<CheckInCommands>(
    () => ({
      checkInMember: (memberId, location, notes, name) => scans.checkIn(memberId, location, notes, { name }),
      checkOutMember: (checkInId, notes, name) => scans.checkOut(checkInId, notes, name),
      undo: (checkInId, name) => scans.undo(checkInId, name),
    }),
    [scans],
  )
  return <CheckInContext value={commands}>{children}</CheckInContext>
}

export function useCheckIn(): CheckInCommands {
  const commands = use(CheckInContext)
  if (!commands) throw new Error('There is no CheckInProvider above.')
  return commands
}

/** What can be done with what the stage shows. */
interface ScanActions {
  /** Takes what a scanner typed. */
  read: (read: Read) => void
  /** The result that a key is meant for that went down so many milliseconds ago. */
  meant: (agoMs?: number) => ShownResult | null
  /** Asks for what a result shows once more, insisting on it or after a renewal. */
  again: (shown: ShownResult, insisting: Insisting, renewal?: MadeRenewal) => void
  /** Shows somebody who was let in by another way than a check-in, and what was sold to them. */
  came: (visit: VisitPayload & ComingInWords, renewal?: MadeRenewal) => void
  /** Checks in somebody who is new, and has bought something just before where there is a renewal; the stage shows the answer. */
  letIn: (member: { id: string; full_name: string }, renewal?: MadeRenewal) => void
  /** Takes what is shown off the stage, if it was there to be read so many milliseconds ago. */
  dismiss: (agoMs?: number) => void
  /** Takes everything off the stage, with what waits for its turn. */
  clear: () => void
}

/** What can be done with the stage, for components that do not show it. */
export function useScanActions(): ScanActions {
  const { scans } = useDeskParts()
  return {
    read: (read) => scans.read(read),
    meant: (agoMs) => scans.meant(agoMs),
    again: (shown, insisting, renewal) => scans.again(shown, insisting, renewal),
    came: (visit, renewal) => scans.came(visit, renewal),
    letIn: (member, renewal) => scans.letIn(member, renewal),
    dismiss: (agoMs) => scans.dismiss(agoMs),
    clear: () => scans.clear(),
  }
}

/** What the stage shows, and how many scans wait behind it. */
export function useScans(): { shown: ShownResult | null; waiting: number; forgotten?: string } {
  const { scans } = useDeskParts()
  return useStore(scans.store)
}
