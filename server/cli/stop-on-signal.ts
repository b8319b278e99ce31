/**
 * Closes in order and exits with 0 when this process is asked to end. Ctrl-C in a terminal asks the app and its hub, and the app then
 * asks the hub too: another kind of signal changes nothing. The same one again does not wait, because nobody listens to it any more.
 */
export function stopOnSignal(close: (signal: 'SIGTERM' | 'SIGINT') => Promise<void>): void {
  let closing: Promise<void> | null = null
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      closing ??= close(signal).then(() => process.exit(0))
    })
  }
}
