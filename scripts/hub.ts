import { ensureDesk } from './ensure-desk.ts'

/** The hub's command line in a checkout: builds the desk page first where it is missing or stale. */
if (process.argv.includes('serve')) await ensureDesk()
await import('../server/cli/main.ts')
