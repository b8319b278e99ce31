import type { ComponentType } from 'react'
import type { Right } from '../../server/protocol/rights.ts'
import { MemberSheet } from '../features/scan/MemberSheet.tsx'
import { loadedLater, type ScreenProps } from './loaded-later.tsx'
import { goTo, nameOfShown } from './address.ts'

interface Screen {
  /** After the `#` of the page's own address. */
  address: string
  /** Without it the screen is not shown; what is in it the hub decides. Null where everybody may. */
  right: Right | null
  Content: ComponentType<ScreenProps>
  /** Loads its code, of a screen that is no part of what a desk loads first. */
  load?: () => Promise<void>
}

const loadMessages = (first: 'messages' | 'handover') =>
  loadedLater(async () => {
    const { MessagesSheet } = await import('../features/messages/MessagesSheet.tsx')
    return ({ onClose }) => <MessagesSheet first={first} onClose={onClose} />
  })

/** Every screen that opens beside the stage. One more is its folder and a row here. */
const SCREENS = {
  member: {
    address: '/members/:memberId',
    right: null,
    Content: ({ params, onClose }) => (
      <MemberSheet memberId={params['memberId'] ?? ''} name={nameOfShown()} onClose={onClose} />
    ),
  },
  messages: { address: '/messages', right: null, ...loadMessages('messages') },
  handover: { address: '/handover', right: null, ...loadMessages('handover') },
  setUp: {
    address: '/set-up',
    right: null,
    ...loadedLater(async () => (await import('../features/setup/SetUpSheet.tsx')).SetUpSheet),
  },
  keys: {
    address: '/keys',
    right: null,
    ...loadedLater(async () => (await import('../features/help/KeysSheet.tsx')).KeysSheet),
  },
  shift: {
    address: '/shift',
    right: 'work_the_desk',
    ...loadedLater(async () => (await import('../features/reports/ShiftSheet.tsx')).ShiftSheet),
  },
  staff: {
    address: '/staff',
    right: 'manage_staff',
    ...loadedLater(async () => (await import('../features/staff/StaffSheet.tsx')).StaffSheet),
  },
} satisfies Record<string, Screen>

type ScreenName = keyof typeof SCREENS

export const ALL_SCREENS: readonly Screen[] = Object.values(SCREENS)

/** Loads what a desk has not loaded first, so that it has every screen when its hub goes away. */
export async function loadAllScreens(): Promise<void> {
  await Promise.allSettled(ALL_SCREENS.map(async ({ load }) => load?.()))
}

/** Opens a screen that is about nobody in particular. */
export function openScreen(name: Exclude<ScreenName, 'member'>): void {
  goTo(SCREENS[name].address)
}

/** Opens all of a member. */
export function openMember({ id, full_name }: { id: string; full_name: string }): void {
  goTo(SCREENS.member.address.replace(':memberId', id), full_name)
}
