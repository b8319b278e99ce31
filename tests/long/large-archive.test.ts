import { expect, it } from 'vitest'
import { filesIn, unpacked, type PackedFile } from '../../server/platform/zip/read-zip.ts'
import { zipOf, type FileToPack } from '../../server/platform/zip/write-zip.ts'

/** More than 16 bits count. */
const FILES = 65_600

async function* many(): AsyncGenerator<FileToPack> {
  for (let number = 0; number < FILES; number += 1) {
    yield await Promise.resolve({ name: `${number}`, content: Buffer.from(`${number}`) })
  }
}

it('an archive of more files than 16 bits count is written and read', async () => {
  const pieces: Uint8Array[] = []
  for await (const piece of zipOf(many())) pieces.push(piece)
  const bytes = new Uint8Array(Buffer.concat(pieces))
  const files: PackedFile[] = []
  for await (const file of filesIn(bytes)) files.push(file)
  expect(files).toHaveLength(FILES)
  expect(Buffer.from(unpacked(bytes, files.at(-1)!, 10)).toString()).toBe(`${FILES - 1}`)
})
