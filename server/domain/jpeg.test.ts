import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jpegOf } from '../../tests/support/jpeg.ts'
import { readJpeg } from './jpeg.ts'

describe('a JPEG', () => {
  it('says how large it is', () => {
    expect(readJpeg(jpegOf({ width: 300, height: 200 }))).toEqual({
      width: 300,
      height: 200,
      hasMetadata: false,
    })
  })

  it.each([
    ['where it was taken (EXIF)', 0xe1, true],
    ['what an editor did (IPTC)', 0xed, true],
    ['words', 0xfe, true],
    ['its colours', 0xe2, false],
    ['Adobe’s colours', 0xee, false],
  ])('that says %s', (_what, marker, hasMetadata) => {
    expect(readJpeg(jpegOf({ also: [marker] }))).toMatchObject({ hasMetadata })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a PNG', Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64')],
    ['one without its end', jpegOf().subarray(0, -2)],
    ['one without its beginning', jpegOf().subarray(2)],
    ['its first and last bytes alone', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
  ])('is not %s', (_what, bytes) => expect(readJpeg(bytes)).toBeNull())

  it('is read to its end or refused, whatever the bytes', () => {
    const damaged = fc.tuple(fc.nat(60), fc.nat(255)).map(([at, byte]) => {
      const bytes = jpegOf()
      bytes[at] = byte
      return bytes
    })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
        const facts = readJpeg(bytes)
        expect(facts === null || (facts.width >= 0 && facts.height >= 0)).toBe(true)
      }),
    )
  })
})
