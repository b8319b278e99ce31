import type { Page, ViewportSize } from 'playwright-core'

/** How big a desk's screen is, and in which theme. */
export interface Surface {
  viewport: ViewportSize
  colorScheme: 'light' | 'dark'
}

const SIZES: readonly ViewportSize[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

/** Every surface that a picture is taken of: two sizes, each in both themes. */
export const SURFACES: readonly Surface[] = SIZES.flatMap((viewport) => [
  { viewport, colorScheme: 'light' },
  { viewport, colorScheme: 'dark' },
])

/** Keeps a picture of a screen, which is there now. */
export type Keep = (screen: string, page: Page) => Promise<void>

/** A picture's name without its kind of file: the screen, the theme and the width. */
export const pictureName = (screen: string, { viewport, colorScheme }: Surface): string =>
  `${screen}-${colorScheme}-${viewport.width}`
