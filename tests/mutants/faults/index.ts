import type { Fault } from '../fault.ts'
import { domainFaults } from './domain.ts'
import { shellFaults } from './shell.ts'
import { wireFaults } from './wire.ts'

/** All faults, room by room. */
export const FAULTS: readonly Fault[] = [...domainFaults, ...shellFaults, ...wireFaults]
