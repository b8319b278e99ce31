/**
 * An address of this machine to come from, another one for each number from 0 to 60,000; undefined where only
 * 127.0.0.1 is there, as on macOS.
 */
export function loopbackAddress(number: number): string | undefined {
  if (process.platform === 'darwin') return undefined
  const place = number + 256
  return `127.0.${place >> 8}.${(place & 0xff) + 1}`
}
