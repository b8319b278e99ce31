import type { IpcMain } from 'electron'
import { CHANNELS, type AppVersion } from './bridge.ts'
import { handle, noArguments } from './ipc.ts'
import type { HubApi } from './hub-api.ts'
import { readAddress, readJoinAsked } from './lan/join-hub.ts'
import type { MemberWindow } from './member-window.ts'
import { printPage } from './print-page.ts'
import type { KioskLock } from './security/kiosk-lock.ts'
import { mayLeaveKiosk, readProof } from './security/leave-kiosk.ts'
import { readPairingTyped, readPromoteAsked } from './standby/read-asked.ts'
import { readSecretKept, type SecretFile } from './settings/secret-file.ts'

/** What of the shell the page can ask for. */
interface PageParts {
  answers: HubApi
  lock: KioskLock
  members: Pick<MemberWindow, 'open' | 'close'>
  secrets: Pick<SecretFile, 'read' | 'keep'>
  diagnostics: () => Promise<object>
  appVersion: () => AppVersion
}

/** Answers all that the page can ask of the shell: the whole of `KioskBridge`, one channel a call. */
export function answerPage(
  ipc: Pick<IpcMain, 'handle'>,
  { answers, lock, members, secrets, diagnostics, appVersion }: PageParts,
): void {
  handle(ipc, CHANNELS.firstStep, noArguments, () => answers.firstStep())
  handle(ipc, CHANNELS.pcRole, noArguments, () => answers.pcRole())
  handle(ipc, CHANNELS.appVersion, noArguments, () => appVersion())
  handle(ipc, CHANNELS.hostHere, noArguments, async () => {
    await requireChangeable(answers, lock)
    return answers.hostHere()
  })
  handle(ipc, CHANNELS.joinHub, readJoinAsked, async (_sender, asked) => {
    await requireChangeable(answers, lock)
    return answers.joinHub(asked)
  })
  // A locked screen may: it is the gym's own hub, by its key.
  handle(ipc, CHANNELS.joinNextHub, readAddress, (_sender, address) => answers.joinNextHub(address))
  handle(ipc, CHANNELS.standby, noArguments, () => answers.standby())
  // A locked screen may too: the hub decides about the first two, a manager's password about the third.
  handle(ipc, CHANNELS.keepStandby, readPairingTyped, (_sender, text) => answers.keepStandby(text))
  handle(ipc, CHANNELS.dropStandby, noArguments, () => answers.dropStandby())
  handle(ipc, CHANNELS.promoteStandby, readPromoteAsked, (_sender, asked) => answers.promoteStandby(asked))
  handle(ipc, CHANNELS.setUpCode, noArguments, () => answers.setUpCode())
  handle(ipc, CHANNELS.hub, noArguments, () => answers.hub())
  handle(ipc, CHANNELS.signInCode, noArguments, () => answers.signInCode())
  handle(ipc, CHANNELS.readSecrets, noArguments, () => secrets.read())
  handle(ipc, CHANNELS.keepSecret, readSecretKept, (_sender, name, value) => secrets.keep(name, value))
  handle(ipc, CHANNELS.kioskState, noArguments, () => lock.state)
  handle(ipc, CHANNELS.leaveKiosk, readProof, async (_sender, proof) => {
    const mayLeave = await mayLeaveKiosk(await answers.askedHub(), proof)
    if (mayLeave) lock.open()
    return mayLeave
  })
  handle(ipc, CHANNELS.lockKiosk, noArguments, () => lock.lockAgain())
  handle(ipc, CHANNELS.openMemberScreen, noArguments, () => members.open())
  handle(ipc, CHANNELS.closeMemberScreen, noArguments, () => members.close())
  handle(ipc, CHANNELS.diagnostics, noArguments, () => diagnostics())
  handle(ipc, CHANNELS.print, noArguments, (sender) => printPage(sender, lock.isLocked))
}

/** A locked screen stays what it is, or members could make it a desk of their own hub; one that is nothing yet may choose. */
async function requireChangeable({ pcRole }: HubApi, lock: KioskLock): Promise<void> {
  if (lock.isLocked && (await pcRole()) !== 'new') throw new Error('Refused.')
}
