import type { Fault } from '../fault.ts'
import { backupFaults } from './backup.ts'
import { cliFaults } from './cli.ts'
import { commandFaults } from './commands.ts'
import { deskFaults } from './desk.ts'
import { domainFaults } from './domain.ts'
import { gatewayAndAuthFaults } from './gateway-and-auth.ts'
import { scanningFaults } from './scanning.ts'
import { screensFaults } from './screens.ts'
import { setUpFaults } from './setup.ts'
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
  ...scanningFaults,
  ...screensFaults,
  ...setUpFaults,
  ...shellFaults,
  ...storeFaults,
  ...wireFaults,
]
