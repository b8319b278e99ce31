/** What a JPEG says of itself before its picture begins. */
export interface JpegFacts {
  width: number
  height: number
  /** It says more than what draws it: where and by what it was taken, or words. */
  hasMetadata: boolean
}

const PIXELS_BEGIN = 0xda
const END = 0xd9

/** Segments that say how large the picture is: 0xC0 to 0xCF, but for three that say something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Of the free segments those that draw: JFIF (E0), the colours (E2), Adobe's (EE). All others tell something. */
const isMetadata = (marker: number): boolean =>
  marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee)

/** Reads a JPEG's segments; null where these bytes are none, or end too early. */
export function readJpeg(bytes: Uint8Array): JpegFacts | null {
  const at = (index: number): number => bytes[index] ?? -1
  const two = (index: number): number => at(index) * 256 + at(index + 1)
  if (two(0) !== 0xffd8 || two(bytes.length - 2) !== 0xff00 + END) return null
  let size: { width: number; height: number } | null = null
  let hasMetadata = false
  for (let next = 2; next + 4 < bytes.length;) {
    const marker = at(next + 1)
    if (at(next) !== 0xff) return null
    if (marker === PIXELS_BEGIN) return size && { ...size, hasMetadata }
    const length = two(next + 2)
    if (length < 2) return null
    if (isFrame(marker)) size = { height: two(next + 5), width: two(next + 7) }
    hasMetadata ||= isMetadata(marker)
    next += 2 + length
  }
  return null
}
