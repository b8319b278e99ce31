import type { Plug } from './plug.ts'
import type { KnownReader } from './reader.ts'

/**
 * Which of the readers that are plugged in each remembered one is: by maker and model, each plug for one reader only.
 * Two of the same model cannot be told apart; they are taken in the order in which they are remembered. Pure.
 */
export function matchReaders(
  readers: readonly KnownReader[],
  plugs: readonly Plug[],
  taken: ReadonlyMap<string, object>,
): Map<string, Plug> {
  const matched = new Map<string, Plug>()
  const used = new Set<object>()
  for (const { id } of readers) {
    const plug = plugs.find(({ device }) => device === taken.get(id))
    if (!plug) continue
    matched.set(id, plug)
    used.add(plug.device)
  }
  for (const reader of readers) {
    const plug = plugs.find((each) => !used.has(each.device) && isSameModel(reader, each))
    if (matched.has(reader.id) || !plug) continue
    matched.set(reader.id, plug)
    used.add(plug.device)
  }
  return matched
}

export function isSameModel(
  one: Pick<Plug, 'vendorId' | 'productId'>,
  other: Pick<Plug, 'vendorId' | 'productId'>,
): boolean {
  return one.vendorId === other.vendorId && one.productId === other.productId
}
