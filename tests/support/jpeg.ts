interface Picture {
  width?: number
  height?: number
  /** Markers of free segments that it has too. */
  also?: readonly number[]
  /** Bytes of the picture itself. */
  length?: number
}

/** A JPEG as far as its segments: nobody could draw it. */
export function jpegOf({
  width = 384,
  height = 384,
  also = [],
  length = 20,
}: Picture = {}): Buffer<ArrayBuffer> {
  const segment = (marker: number, body: Buffer): Buffer => {
    const size = body.length + 2
    return Buffer.concat([Buffer.from([0xff, marker, size >> 8, size & 0xff]), body])
  }
  const size = Buffer.from([8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...also.map((marker) => segment(marker, Buffer.from('Exif\0\0', 'latin1'))),
    segment(0xc0, size),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(length, 0x55),
    Buffer.from([0xff, 0xd9]),
  ])
}
