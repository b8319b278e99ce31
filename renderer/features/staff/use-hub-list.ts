import { useEffect, useEffectEvent, useState } from 'react'

/** A list that the hub keeps: null until it came. `reload` after something of it has changed. */
export function useHubList<Item>(ask: () => Promise<readonly Item[]>): {
  items: readonly Item[] | null
  isAway: boolean
  reload: () => void
} {
  const [items, setItems] = useState<readonly Item[] | null>(null)
  const [isAway, setIsAway] = useState(false)
  const [turn, setTurn] = useState(0)
  const load = useEffectEvent(ask)
  useEffect(() => {
    let isWanted = true
    load()
      .then((found) => {
        if (!isWanted) return
        setItems(found)
        setIsAway(false)
      })
      .catch(() => isWanted && setIsAway(true))
    return () => {
      isWanted = false
    }
  }, [turn])
  return { items, isAway, reload: () => setTurn((count) => count + 1) }
}
