import { checkDatabase } from './checks.ts'
import { testRestore } from './restore-test.ts'
import { takeCopy } from './take-copy.ts'

/** What is done beside the event loop, by its name. Each blocks its thread for as long as the file is large. */
export const JOBS = { takeCopy, checkDatabase, testRestore }

export type Jobs = typeof JOBS
export type JobName = keyof Jobs
