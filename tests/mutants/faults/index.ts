import type { Fault } from '../fault.ts'
import { backupFaults } from './backup.ts'
import { cliFaults } from './cli.ts'
import { commandFaults } from './commands.ts'
import { deskFaults } from './desk.ts'
import { domainFaults } from './domain.ts'
import { gatewayAndAuthFaults } from './gateway-and-auth.ts'
import { memberFilesFaults } from './member-files.ts'
import { screensFaults } from './screens.ts'
import { shellFaults } from './shell.ts'
import { storeFaults } from './store.ts'
import { wireFaults } from './wire.ts'

/** All faults, room by room. */
export const FAULTS: readonly Fault[] = [
  ...backupFaults,
  ...cliFaults,
  ...commandFaults,
  ...deskFaults,
  ...domainFaults,
  ...gatewayAndAuthFaults,
  ...memberFilesFaults,
  ...screensFaults,
  ...shellFaults,
  ...storeFaults,
  ...wireFaults,
]
