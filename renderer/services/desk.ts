import type { HubPlace, KioskBridge } from '../../electron/bridge.ts'
import { createDeskPosition, type DeskPositionStore } from './desk-position.ts'
import { HandoverNote } from './handover.ts'
import { storeBuilding, readStoredBuilding } from './stored-building.ts'
import { KioskScreen } from './kiosk-screen.ts'
import { lastingStorage, shellStorage, type DeskStorage, type ShellStorage } from './lasting-storage.ts'
import { createMemberFiles, type MemberFiles } from './member-files.ts'
import { MEMBER_VIEW, MemberScreen } from './member-screen.ts'
import { Notices } from './notices/notices.ts'
import { watchDesk } from './notices/watch-desk.ts'
import { watchPage } from './notices/watch-page.ts'
import { Readers } from './readers/readers.ts'
import { watchUnknown } from './readers/watch-unknown.ts'
import { createScanWays, type ScanWays } from './scan-ways.ts'
import { ScanQueue } from './scan-queue.ts'
import { SignIn } from './sign-in.ts'
import { StaffMessages } from './staff-messages.ts'
import { createOutboxStorage } from './stored-outbox.ts'
import { browserTimers } from './timers.ts'
import { HubConnection } from './connection.ts'

/** The parts of a desk that live as long as its page. */
export interface Desk {
  service: HubConnection
  signIn: SignIn
  scans: ScanQueue
  deskPosition: DeskPositionStore
  /** What each of the last codes means here. */
  ways: ScanWays
  readers: Readers
  /** Whether the screen is locked to the desk. */
  kioskScreen: KioskScreen
  messages: StaffMessages
  handover: HandoverNote
  notices: Notices
  memberScreen: MemberScreen
  memberFiles: MemberFiles
}

/** What a desk stands on. */
interface DeskGrounds {
  hub: HubPlace
  /** Where who is signed in is kept. */
  credentials: DeskStorage | ShellStorage
}

/** Where who is signed in is kept: by the shell where there is one, else in the browser's storage. */
export function openCredentials(kiosk: KioskBridge | undefined): Promise<DeskStorage | ShellStorage> {
  return kiosk ? shellStorage(kiosk) : Promise.resolve(lastingStorage(() => window.localStorage))
}

/** Joins the parts: whoever is signed in is connected, whoever is not is not. */
export function createDesk(
  { hub, credentials }: DeskGrounds,
  codeInAddress: string | null,
  kiosk: KioskBridge | undefined,
): Desk {
  const storage = lastingStorage(() => window.localStorage)
  const ofWindow = lastingStorage(() => window.sessionStorage)
  const signIn = new SignIn({
    hub,
    storage: credentials,
    now: browserTimers.now,
    askShell: () => kiosk?.signInCode() ?? Promise.resolve(null),
  })
  const service = new HubConnection({
    address: socketAddress(hub.address),
    outbox: createOutboxStorage({
      hubId: hub.id,
      before: storage,
      secrets: 'keep' in credentials ? credentials : null,
    }),
    signInId: () => signIn.signInId,
    kept: readStoredBuilding(ofWindow, hub.id),
  })
  connectWhoIsSignedIn(service, signIn)
  storeBuilding({ service, signIn, storage: ofWindow, hubId: hub.id, page: window })
  service.store.subscribe(({ desk }) => signIn.storeDeskName(desk.desk?.name ?? ''))
  void signIn.start(codeInAddress)
  const deskPosition = createDeskPosition(storage)
  const ways = createScanWays(deskPosition.store.getState)
  const scans = new ScanQueue(service, browserTimers, ways.postOf)
  const readers = new Readers({
    storage,
    browser: navigator,
    isSecure: window.isSecureContext,
    timers: browserTimers,
  })
  watchUnknown(scans, readers)
  const messages = new StaffMessages({ service, storage, now: browserTimers.now })
  const handover = new HandoverNote({ service, signIn })
  const notices = new Notices(storage, browserTimers.now)
  watchDesk({ service, readers }, notices)
  watchPage(window, notices)
  readers.start()
  const kioskScreen = new KioskScreen(kiosk, signIn)
  void kioskScreen.start()
  const memberScreen = new MemberScreen({ shell: kiosk, storage, openWindow: openMemberWindow })
  void memberScreen.start()
  const memberFiles = createMemberFiles(hub.address, signIn)
  const told = { messages, handover, notices, memberScreen }
  return { service, signIn, scans, deskPosition, ways, readers, kioskScreen, memberFiles, ...told }
}

/** True if there is a members' window now; a second one is not opened, the first comes to the front. */
function openMemberWindow(): boolean {
  const { origin, pathname } = window.location
  const address = `${origin}${pathname}?view=${MEMBER_VIEW}`
  return window.open(address, 'av-gym-member-display', 'popup,width=1280,height=720') !== null
}

function connectWhoIsSignedIn(service: HubConnection, signIn: SignIn): void {
  let connected: number | null = null
  signIn.store.subscribe(({ phase, turn }) => {
    const signedIn = phase === 'signed_in' ? turn : null
    if (signedIn === connected) return
    const before = connected
    connected = signedIn
    if (signedIn === null) service.disconnect()
    else if (before === null) void service.connect(signIn)
    else service.changePerson()
  })
}

function socketAddress(hubAddress: string): string {
  return new URL('ws/checkins/', hubAddress.replace(/^http/, 'ws')).href
}
