/** Crockford's base 32: no letter that is taken for a digit. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bits that one character carries. */
const BITS = 5

/** What was meant by what was typed: any case, with or without signs in between, O for 0, I and L for 1. */
export function meantCrockford(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** The first `count` characters' worth of bits of some bytes. There have to be as many. */
export function crockfordOf(bytes: Uint8Array, count: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const numbers = Array.from({ length: count }, (_, at) =>
    parseInt(bits.slice(at * BITS, (at + 1) * BITS), 2),
  )
  return numbers.map((number) => CROCKFORD[number]).join('')
}

/** In groups with hyphens between them, to be read out and typed. */
export function inGroupsOf(size: number, characters: string): string {
  return characters.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? ''
}
