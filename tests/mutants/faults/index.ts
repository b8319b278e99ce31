import type { Fault } from '../fault.ts'
import { domainFaults } from './domain.ts'
import { screensFaults } from './screens.ts'
import { shellFaults } from './shell.ts'
import { wireFaults } from './wire.ts'

/** All faults, room by room. */
export const FAULTS: readonly Fault[] = [...domainFaults, ...screensFaults, ...shellFaults, ...wireFaults]
