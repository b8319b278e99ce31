import type { Fault } from '../fault.ts'
import { domainFaults } from './domain.ts'

/** All faults, room by room. */
export const FAULTS: readonly Fault[] = [...domainFaults]
