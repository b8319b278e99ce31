import type {
  AuthenticationPayload,
  MemberRef,
  RefusedPayload,
  ServerFrame,
  SnapshotPayload,
  StatsPayload,
  VisitPayload,
} from '../../server/protocol/server-frames.ts'
import type { StaffMessage } from '../../server/protocol/staff-messages.ts'

export type Listener<Payload> = (payload: Payload) => void

/** Whoever wants to hear of what the hub sends, by the kind of frame; each `on…` gives back how to stop. */
export class FrameEvents {
  readonly #listeners = new Map<string, Set<Listener<never>>>()

  onCheckInSuccess = (listener: Listener<VisitPayload>) => this.#on('check_in_success', listener)
  onCheckOutSuccess = (listener: Listener<VisitPayload>) => this.#on('check_out_success', listener)
  onMemberCheckedIn = (listener: Listener<VisitPayload>) => this.#on('member_checked_in', listener)
  onMemberCheckedOut = (listener: Listener<VisitPayload>) => this.#on('member_checked_out', listener)
  onMemberChanged = (listener: Listener<{ member: MemberRef }>) => this.#on('member_changed', listener)
  onSettingsChanged = (listener: Listener<object>) => this.#on('settings_changed', listener)
  onScanRefused = (listener: Listener<RefusedPayload>) => this.#on('scan_refused', listener)
  onStats = (listener: Listener<StatsPayload>) => this.#on('check_in_stats', listener)
  onSnapshot = (listener: Listener<SnapshotPayload>) => this.#on('snapshot', listener)
  /** Told of each sign-in that the hub took, a renewed token's too. */
  onSignedIn = (listener: Listener<AuthenticationPayload>) => this.#on('authentication_success', listener)
  onStaffMessage = (listener: Listener<StaffMessage>) => this.#on('staff_message', listener)
  onHandoverChanged = (listener: Listener<object>) => this.#on('handover_changed', listener)
  onError = (listener: Listener<{ code: string; message: string }>) => this.#on('error', listener)

  /** Tells whoever listens of a frame, after the desk has taken it in. */
  protected tellOf(frame: ServerFrame): void {
    if (!('payload' in frame)) return
    for (const listener of this.#listeners.get(frame.type) ?? []) listener(frame.payload as never)
  }

  #on<Payload>(type: string, listener: Listener<Payload>): () => void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(listener))
    return () => listeners.delete(listener)
  }
}
