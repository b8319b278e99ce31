/** Between two looks at whether something has settled. */
const LOOK_EVERY_MS = 10

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Waits until it holds, at most so long. */
export async function settled(holds: () => boolean, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!holds() && performance.now() < deadline) await sleep(LOOK_EVERY_MS)
}
