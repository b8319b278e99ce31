/**
 * Closes in order and exits with 0 when this process is asked to end. Ctrl-C in a terminal asks the app and its hub, and the app then
 * asks the hub too: another kind of signal changes nothing. The same one again does not wait, because nobody listens to it any more.
 * Returns what ends the listening, for what may come to its end by itself.
 */
export function stopOnSignal(close: (signal: 'SIGTERM' | 'SIGINT') => Promise<void>): () => void {
  let closing: Promise<void> | null = null
  const listeners = (['SIGTERM', 'SIGINT'] as const).map((signal) => {
    const listener = (): void => {
      closing ??= close(signal).then(() => process.exit(0))
    }
    process.once(signal, listener)
    return () => process.off(signal, listener)
  })
  return () => listeners.forEach((forget) => forget())
}
