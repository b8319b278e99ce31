/**
 * Who has come and has not shown yet who they are, by network and in the order they came. Where there is no room for one
 * more, the oldest of the network that has most of them here goes: many from a few addresses make room for one from another.
 */
export class Newcomers<Item> {
  readonly #byNetwork = new Map<string, Set<Item>>()
  readonly #isStillOne: (item: Item) => boolean

  /** `isStillOne` is false for who has shown since that they are none. */
  constructor(isStillOne: (item: Item) => boolean) {
    this.#isStillOne = isStillOne
  }

  add(network: string, item: Item): void {
    const items = this.#byNetwork.get(network)
    if (items) items.add(item)
    else this.#byNetwork.set(network, new Set([item]))
  }

  delete(network: string, item: Item): void {
    const items = this.#byNetwork.get(network)
    items?.delete(item)
    if (items?.size === 0) this.#byNetwork.delete(network)
  }

  /** Takes out who has to make room; undefined where nobody has to. */
  takeFirstToGo(): Item | undefined {
    for (;;) {
      const [network, items] = this.#greediest() ?? []
      const [item] = items ?? []
      if (network === undefined || item === undefined) return undefined
      this.delete(network, item)
      if (this.#isStillOne(item)) return item
    }
  }

  #greediest(): [network: string, items: Set<Item>] | undefined {
    let greediest: [string, Set<Item>] | undefined
    for (const entry of this.#byNetwork) if (entry[1].size > (greediest?.[1].size ?? 0)) greediest = entry
    return greediest
  }
}
