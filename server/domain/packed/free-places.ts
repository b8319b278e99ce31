/** Places that became free, by how much room they have: what comes next is as long as something that went, nearly always. */
export class FreePlaces {
  readonly #bySize = new Map<number, number[]>()

  take(size: number): number | undefined {
    return this.#bySize.get(size)?.pop()
  }

  give(size: number, place: number): void {
    const places = this.#bySize.get(size)
    if (places) places.push(place)
    else this.#bySize.set(size, [place])
  }
}
