/** Keeps keys from the page: nothing hears of them, not when they go down, not while they are held, not when they come up. */
interface KeptKeys {
  keep: (down: KeyboardEvent) => void
  /** Keeps what follows a key that was kept: its repetitions, and its release, on which a button acts too. */
  keepRest: (event: KeyboardEvent) => void
}

export function keepKeys(): KeptKeys {
  const down = new Set<string>()
  const nameOf = ({ code, key }: KeyboardEvent): string => code || key
  return {
    keep(event) {
      down.add(nameOf(event))
      hide(event)
    },
    keepRest(event) {
      const isKept = down.has(nameOf(event))
      if (event.type === 'keyup') down.delete(nameOf(event))
      if (isKept) hide(event)
    },
  }
}

function hide(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
