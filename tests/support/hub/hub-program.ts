import { join } from 'node:path'
import { ROOT } from '../../../scripts/project.ts'

/** Carries which file the hub is started by, where it was built. */
export const HUB_VARIABLE = 'TEST_HUB'

/** The hub as a program: as it is built and shipped, where the suite has built it; that starts in two thirds of the time. */
export const hubProgram = (): string => process.env[HUB_VARIABLE] ?? join(ROOT, 'server/cli/main.ts')
