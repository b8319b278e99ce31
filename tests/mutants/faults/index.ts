import type { Fault } from '../fault.ts'
import { answersFaults } from './answers.ts'
import { backupFaults } from './backup.ts'
import { cliFaults } from './cli.ts'
import { clockAndFilesFaults } from './clock-and-files.ts'
import { commandFaults } from './commands.ts'
import { deskFaults } from './desk.ts'
import { domainFaults } from './domain.ts'
import { familyFaults } from './families.ts'
import { duplicateFaults } from './duplicates.ts'
import { gatewayAndAuthFaults } from './gateway-and-auth.ts'
import { gymsFaults } from './gyms.ts'
import { ledgerFaults } from './ledger.ts'
import { listsFaults } from './lists.ts'
import { memberFilesFaults } from './member-files.ts'
import { membersOnScreenFaults } from './members-on-screen.ts'
import { otherProductsFaults } from './other-products.ts'
import { onceFaults } from './once.ts'
import { planFaults } from './plans.ts'
import { recentEventFaults } from './recent-events.ts'
import { restoredAccessFaults } from './restored-access.ts'
import { scanningFaults } from './scanning.ts'
import { screensFaults } from './screens.ts'
import { setUpFaults } from './setup.ts'
import { severalHubsFaults } from './several-hubs.ts'
import { shellFaults } from './shell.ts'
import { storeFaults } from './store.ts'
import { takenBackFaults } from './taken-back.ts'
import { tokensAndNamesFaults } from './tokens-and-names.ts'
import { strangersFaults } from './strangers.ts'
import { whoFaults } from './who.ts'
import { wireFaults } from './wire.ts'

/** All faults, room by room. */
export const FAULTS: readonly Fault[] = [
  ...answersFaults,
  ...backupFaults,
  ...cliFaults,
  ...clockAndFilesFaults,
  ...commandFaults,
  ...deskFaults,
  ...domainFaults,
  ...familyFaults,
  ...duplicateFaults,
  ...gatewayAndAuthFaults,
  ...gymsFaults,
  ...ledgerFaults,
  ...listsFaults,
  ...memberFilesFaults,
  ...membersOnScreenFaults,
  ...otherProductsFaults,
  ...onceFaults,
  ...planFaults,
  ...recentEventFaults,
  ...restoredAccessFaults,
  ...scanningFaults,
  ...screensFaults,
  ...setUpFaults,
  ...severalHubsFaults,
  ...shellFaults,
  ...storeFaults,
  ...takenBackFaults,
  ...tokensAndNamesFaults,
  ...strangersFaults,
  ...whoFaults,
  ...wireFaults,
]
