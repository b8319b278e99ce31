import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findManifest } from '../../../server/backup/manifest.ts'
import { identityOf } from '../../../server/hub/standbys.ts'
import { openIdentity } from '../../../server/network/tls-identity.ts'
import { writeTerm } from '../../../server/platform/term-file.ts'
import { MANIFEST_HEADER, STANDBY_PATHS } from '../../../server/protocol/standby.ts'
import { isLater } from '../../../server/protocol/term.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { fetchCopy } from '../../../server/standby/fetch-copy.ts'
import type { StandbyFile } from '../../../server/standby/standby-file.ts'
import { openHub } from '../../support/hub/hub.ts'
import { beginStandby, ON_LOOPBACK } from '../../support/hub/standby.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Answer = (send: (manifest: object, body: Buffer, said?: number) => void) => void

/** A hub with the key of the one in a folder, that answers with what the test makes of it. */
async function hubOf(folder: string, answer: { now: Answer }): Promise<number> {
  const { key, certificate } = await openIdentity({
    dataFolder: folder,
    own: null,
    names: [],
    now: Date.now(),
  })
  const server = createServer({ key, cert: certificate }, (request, response) => {
    if (request.url === STANDBY_PATHS.identity) {
      response.end(JSON.stringify(identityOf(readSettings({ data: folder }, {}))))
      return
    }
    answer.now((manifest, body, said = body.length) => {
      const header = Buffer.from(JSON.stringify(manifest)).toString('base64')
      response.writeHead(200, { [MANIFEST_HEADER]: header, 'content-length': said })
      response.write(body, () => (said === body.length ? response.end() : response.destroy()))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

it('a copy that is torn, changed, no database of ours, or of a hub that was replaced takes the place of none', async () => {
  const hub = await openHub(temporaryFolder(), ON_LOOPBACK)
  const { folder, standby, fetch } = await beginStandby(hub)
  await fetch()
  await hub.close()
  const copies = join(folder, 'backups')
  const before = readdirSync(copies)
  const manifest = findManifest(
    join(
      copies,
      before.find((name) => name.endsWith('.sqlite'))!,
    ),
  )!
  const answer: { now: Answer } = { now: () => undefined }
  const there: StandbyFile = { ...standby, port: await hubOf(hub.folder, answer) }
  const bytes = Buffer.alloc(10_000, 'x')
  const cases: [Answer, string][] = [
    [(send) => send(manifest, bytes, manifest.bytes), 'aborted'],
    [(send) => send(manifest, bytes), 'not what the hub has sent'],
    [
      (send) => send({ ...manifest, sha256: createHash('sha256').update(bytes).digest('hex') }, bytes),
      'not a database of this program',
    ],
  ]
  for (const [now, sentence] of cases) {
    answer.now = now
    await expect(fetchCopy(folder, there)).rejects.toThrow(sentence)
    expect(readdirSync(copies)).toEqual(before)
  }
  writeTerm(hub.folder, { number: 2, id: 'promoted' })
  await expect(fetchCopy(folder, there)).rejects.toThrow('not a database of this program')
  writeTerm(hub.folder, { number: 1, id: '' })
  await expect(fetchCopy(folder, there)).rejects.toThrow('was replaced since')
})

it.each([
  [{ number: 3, id: 'a' }, { number: 2, id: 'b' }, true],
  [{ number: 2, id: 'b' }, { number: 3, id: 'a' }, false],
  [{ number: 2, id: 'b' }, { number: 2, id: 'a' }, true],
  [{ number: 2, id: 'a' }, { number: 2, id: 'a' }, false],
])(
  'of two promoted standbys the one of the higher term goes on, of equal ones the last promoted: %j, %j',
  (one, other, isOneLater) => {
    expect(isLater(one, other)).toBe(isOneLater)
  },
)
