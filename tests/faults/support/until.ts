/** How long a test waits for what must come, on a machine with other things to do. */
const PATIENCE_MS = 30_000

/** Between two looks. */
const LOOK_MS = 20

/** Resolves when `isSo` is; rejects with what was waited for where it does not come. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`Waited for ${what} in vain.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
