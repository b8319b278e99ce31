import type { Fault } from '../fault.ts'

export const domainFaults: readonly Fault[] = []
