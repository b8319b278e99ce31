import { crc32, deflateRawSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { filesIn, unpacked, type PackedFile } from './read-zip.ts'
import { zipOf, type FileToPack } from './write-zip.ts'

async function* these<One>(...all: One[]): AsyncGenerator<One> {
  for (const one of all) yield await Promise.resolve(one)
}

async function bytesOf(files: AsyncIterable<FileToPack>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of zipOf(files)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

async function listed(bytes: Uint8Array<ArrayBuffer>): Promise<PackedFile[]> {
  const files: PackedFile[] = []
  for await (const file of filesIn(bytes)) files.push(file)
  return files
}

const photo = Buffer.from('PK\x03\x04 a picture that looks like an archive')

describe('an archive', () => {
  it('is read by another program, and by us, as it was written; the same files make the same one', async () => {
    const make = () =>
      bytesOf(
        these(
          { name: 'members.csv', content: these('a,b\n', 'ü,2\n') },
          { name: 'photos/ö.jpg', content: photo },
        ),
      )
    const bytes = await make()
    expect(await make()).toEqual(bytes)
    const theirs = unzipSync(bytes)
    expect(Buffer.from(theirs['members.csv']!).toString()).toBe('a,b\nü,2\n')
    const files = await listed(bytes)
    expect(files.map(({ name }) => name)).toEqual(['members.csv', 'photos/ö.jpg'])
    expect(files.map((file) => Buffer.from(unpacked(bytes, file, 100)).toString())).toEqual([
      'a,b\nü,2\n',
      photo.toString(),
    ])
  })

  it('of another program is read, packed or not, behind whatever stands before it', async () => {
    const bytes = zipSync({ 'one.txt': [Buffer.alloc(5_000, 'x'), { level: 9 }], two: [photo, { level: 0 }] })
    const [one, two] = await listed(bytes)
    expect(unpacked(bytes, one!, 5_000)).toHaveLength(5_000)
    expect(Buffer.from(unpacked(bytes, two!, 100))).toEqual(photo)
  })

  it('that is damaged, locked or says less than it holds is refused in a sentence', async () => {
    const bytes = zipSync({ 'one.txt': Buffer.alloc(5_000, 'x') })
    const [file] = await listed(bytes)
    expect(() => unpacked(bytes, { ...file!, crc: 1 }, 5_000)).toThrow(
      'The archive is damaged. Make it again.',
    )
    expect(() => unpacked(bytes, { ...file!, isLocked: true }, 5_000)).toThrow('locked with a password')
    expect(() => unpacked(bytes, file!, 4_999)).toThrow('too large')
    expect(() => unpacked(bytes, { ...file!, size: 10 }, 4_999)).toThrow('damaged')
    await expect(listed(bytes.slice(0, bytes.length - 30))).rejects.toThrow('damaged')
    await expect(listed(new Uint8Array(Buffer.from('PK\x03\x04')))).rejects.toThrow('damaged')
  })

  it('of 5 GB is read where its directory says, in 64 bits', async () => {
    const far = 5 * 2 ** 30
    const packed = deflateRawSync(photo)
    const [file] = await listed(zipSync({ a: photo }))
    const content = { ...file!, packed: packed.length, crc: crc32(photo), at: far }
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    const bytes = {
      length: far + 30 + packed.length,
      slice: (from = 0, to = far) =>
        new Uint8Array(Buffer.concat([local, packed]).subarray(from - far, to - far)),
    }
    expect(Buffer.from(unpacked(bytes, { ...content, method: 8 }, 100))).toEqual(photo)
  })
})
