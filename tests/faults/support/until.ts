import { expect } from 'vitest'

/** How long a test waits for what must come, on a machine with other things to do. */
const PATIENCE_MS = 90_000

/** Between two looks. */
const LOOK_MS = 20

/** Resolves when `isSo` is; fails the test with what was waited for where it does not come. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const options = { timeout: PATIENCE_MS, interval: LOOK_MS, message: `waited for ${what}` }
  await expect.poll(isSo, options).toBe(true)
}
