import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { importsBy } from '../../../server/cli/remote-imports.ts'
import type { ImportProgress } from '../../../server/protocol/import-report.ts'

const FILE = { bytes: new Uint8Array(Buffer.from('full_name\nAnn\n')) }
const PROGRESS: ImportProgress = { step: 'writing', share: 0.5, count: 1 }

/** An import by a hub that answers so. */
async function importBy(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => request.resume().once('end', () => answer(response)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const imports = importsBy((path, { method, body, signal }) =>
    fetch(`http://127.0.0.1:${port}/${path}`, { method, body, ...(signal && { signal }) }),
  )
  const tell = vi.fn()
  const watched = { tell, signal: new AbortController().signal }
  return { tell, imported: imports.importMembers(FILE, watched) }
}

const line = (said: object): string => `${JSON.stringify(said)}\n`

it('a hub that ends right after the result has imported the file', async () => {
  const { tell, imported } = await importBy((response) => {
    const texts = line({ progress: PROGRESS }) + line({ result: { added: 1 } })
    response.write(texts, () => setImmediate(() => response.destroy()))
  })
  expect(await imported).toEqual({ added: 1 })
  expect(tell).toHaveBeenCalledExactlyOnceWith(PROGRESS)
})

it('a hub that ends before the result is told of in a sentence', async () => {
  const { imported } = await importBy((response) => {
    response.write(line({ progress: PROGRESS }), () => response.destroy())
  })
  await expect(imported).rejects.toThrow('The hub has ended before the import was done.')
})
