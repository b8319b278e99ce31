import fc from 'fast-check'
import { seedOfRun } from './random.ts'

// Properties are tried with the seed of the run, too.
fc.configureGlobal({ seed: Number(seedOfRun()) })
