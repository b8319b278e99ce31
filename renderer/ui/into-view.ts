/** The ref of something that comes up on a long page: brings it into view as it does, whole where it can be. */
export function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
