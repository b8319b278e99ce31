import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { createContext, use, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { KioskState } from '../../electron/bridge.ts'
import type { Handover } from '../../server/protocol/handover.ts'
import type { ConnectionState } from '../services/connection-state.ts'
import type { DeskPosition } from '../services/desk-position.ts'
import type { DeskState } from '../services/desk-state.ts'
import type { Desk } from '../services/desk.ts'
import type { HandoverNote } from '../services/handover.ts'
import type { KioskScreen } from '../services/kiosk-screen.ts'
import type { Notice } from '../services/notices/notice.ts'
import type { Notices } from '../services/notices/notices.ts'
import type { MessagesNow, StaffMessages } from '../services/staff-messages.ts'
import type { OutboxEntry } from '../services/outbox-entry.ts'
import type { SignIn, SignInState } from '../services/sign-in.ts'
import type { HubConnection } from '../services/connection.ts'

const DeskContext = createContext<Desk | null>(null)

interface WebSocketProviderProps {
  desk: Desk
  queries: QueryClient
  children: ReactNode
}

/** Gives everything below it the desk: its line to the hub and what the hub answered, its sign-in and its stage. */
export function WebSocketProvider({ desk, queries, children }: WebSocketProviderProps) {
  return (
    <QueryClientProvider client={queries}>
      <DeskContext value={desk}>{children}</DeskContext>
    </QueryClientProvider>
  )
}

/** The parts of the desk themselves; for hooks, not for components. */
export function useDeskParts(): Desk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('There is no WebSocketProvider above.')
  return desk
}

/** One thing about how live this desk is; the component is drawn again when that changes, and for nothing else. */
export function useConnection<Key extends keyof ConnectionState>(key: Key): ConnectionState[Key] {
  const { service } = useDeskParts()
  return useStore(service.store, ({ connection }) => connection[key])
}

/** One part of the building as this desk knows it; the component is drawn again when that changes, and for nothing else. */
export function useDesk<Key extends keyof DeskState>(key: Key): DeskState[Key] {
  const { service } = useDeskParts()
  return useStore(service.store, ({ desk }) => desk[key])
}

/** False while what is done here is saved instead: the hub is away, or there and unable to write. */
export function useIsHubDeciding(): boolean {
  const { service } = useDeskParts()
  return useStore(service.store, () => service.isHubDeciding)
}

/** Whether the list of who is inside is known, be it an old one: the hub's numbers come before it. */
export function useIsInsideKnown(): boolean {
  const { service } = useDeskParts()
  return useStore(service.store, ({ connection }) => connection.currentAt !== null)
}

/** Whether somebody is signed in here, and how to sign in and out. */
export function useSession(): SignInState & { session: SignIn } {
  const { signIn } = useDeskParts()
  return { ...useStore(signIn.store), session: signIn }
}

/** What a scan at this desk means, and how to say so. */
export function useDeskPosition(): {
  deskPosition: DeskPosition
  setDeskPosition: (change: Partial<DeskPosition>) => void
} {
  const { deskPosition } = useDeskParts()
  return {
    deskPosition: useStore(deskPosition.store),
    setDeskPosition: deskPosition.set,
  }
}

/** What desks told each other. */
export function useMessages(): MessagesNow & { parts: StaffMessages } {
  const { messages } = useDeskParts()
  return { ...useStore(messages.store), parts: messages }
}

/** What the last shift left for this one; null until it came. */
export function useHandover(): { handover: Handover | null; note: HandoverNote } {
  const { handover } = useDeskParts()
  return { ...useStore(handover.store), note: handover }
}

/** What went wrong here. */
export function useNotices(): { notices: readonly Notice[]; parts: Notices } {
  const { notices } = useDeskParts()
  return { ...useStore(notices.store), parts: notices }
}

/** What was saved at this desk while the hub could not be told, and what became of it; the oldest first. */
export function useSaved(): readonly OutboxEntry[] {
  const { service } = useDeskParts()
  return useStore(service.store, ({ saved }) => saved)
}

/** Whether this screen is locked to the desk, and how to lock and leave it. */
export function useKioskScreen(): { state: KioskState; kioskScreen: KioskScreen } {
  const { kioskScreen } = useDeskParts()
  return { state: useStore(kioskScreen.store), kioskScreen }
}

/** The line to the hub, to ask and to tell it something by the name of an operation. */
export function useHub(): Pick<HubConnection, 'call' | 'tell' | 'comeBack' | 'clearSettled'> {
  return useDeskParts().service
}
