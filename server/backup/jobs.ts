import { checkDatabase } from './checks.ts'
import { findPageDamage } from './page-walk.ts'
import { testRestore } from './restore-test.ts'
import { takeCopy } from './take-copy.ts'

/** What is done beside the event loop, by its name. Each blocks its thread for as long as the file is large. */
export const JOBS = { takeCopy, checkDatabase, findPageDamage, testRestore }

export type Jobs = typeof JOBS
export type JobName = keyof Jobs
