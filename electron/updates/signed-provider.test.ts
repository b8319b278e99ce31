import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CancellationToken } from 'builder-util-runtime'
import { expect, test } from 'vitest'
import { startKeyServer, type KeyServer } from '../../tests/support/hub/key-server.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { UpdateHttp } from './http.ts'
import { UPDATE_LIST_GOOD_FOR_MS } from '../limits.ts'
import { dateList, signedContent } from './signed-list.ts'
import { SignedProvider } from './signed-provider.ts'

const LIST = process.arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${process.arch}.yml`
const APP = 'the new version'
const NOW = Date.parse('2026-11-23T08:30:00.000Z')
const DATED = (list: string) => dateList(list, NOW)
const maker = generateKeyPairSync('ed25519')
const somebodyElse = generateKeyPairSync('ed25519')

const hashOf = (text: string): string => createHash('sha512').update(text).digest('base64')

/** A hub that hands out one new version, whose list is signed by somebody and for a list of some name. */
function startHub({
  key = maker.privateKey,
  signedAs = LIST,
  change = '',
  date = DATED,
} = {}): Promise<KeyServer> {
  const undated = `version: 2.0.0\nfiles:\n  - url: app\n    sha512: ${hashOf(APP)}\npath: app\nsha512: ${hashOf(APP)}\n`
  const list = date(undated)
  const files: Record<string, string> = {
    [`/${LIST}`]: list + change,
    [`/${LIST}.sig`]: `${sign(null, signedContent(signedAs, list), key).toString('base64')}\n`,
    '/app': APP,
  }
  return startKeyServer(({ url = '' }, response) => {
    const found = files[new URL(url, 'https://hub').pathname]
    response.writeHead(found === undefined ? 404 : 200).end(found)
  })
}

const httpOf = ({ address, pin }: Pick<KeyServer, 'address' | 'pin'>): UpdateHttp =>
  new UpdateHttp(() => ({ address, pin }))

function providerOf(hub: Pick<KeyServer, 'address' | 'pin'>): SignedProvider {
  const source = { provider: 'custom', url: hub.address, key: maker.publicKey, now: () => NOW } as const
  const options = {
    platform: 'linux',
    isUseMultipleRangeRequest: false,
    executor: httpOf(hub) as never,
  } as const
  return new SignedProvider(source, null as never, options)
}

async function download(hub: KeyServer, sha512: string): Promise<string> {
  const options = { sha512, skipDirCreation: true, cancellationToken: new CancellationToken() }
  const file = join(temporaryFolder(), 'app')
  await httpOf(hub).download(new URL('app', hub.address), file, options)
  return readFileSync(file, 'utf8')
}

test('a list that the maker of the app has signed is the newest version', async () => {
  const info = await providerOf(await startHub()).getLatestVersion()
  expect(info).toMatchObject({ version: '2.0.0', sha512: hashOf(APP) })
})

test.each([
  ['that somebody else has signed', { key: somebodyElse.privateKey }],
  ['that is signed for another system', { signedAs: 'latest.yml' }],
  ['that was changed after it was signed', { change: 'stagingPercentage: 1\n' }],
])('a list %s is nothing that is installed', async (_which, made) => {
  await expect(providerOf(await startHub(made)).getLatestVersion()).rejects.toThrow('is not signed by')
})

test.each([
  ['a year old', true, (list: string) => dateList(list, NOW - UPDATE_LIST_GOOD_FOR_MS)],
  ['older', false, (list: string) => dateList(list, NOW - UPDATE_LIST_GOOD_FOR_MS - 1)],
  ['of no date', false, (list: string) => list],
  ['of a date that is none', false, (list: string) => `${list}signedAt: 'soon'\n`],
])('a list that is signed and %s is taken: %s', async (_which, isTaken, date) => {
  const asked = providerOf(await startHub({ date })).getLatestVersion()
  if (isTaken) expect((await asked).version).toBe('2.0.0')
  else await expect(asked).rejects.toThrow('was signed too long ago')
})

test('a file is taken with the hash that its list names, and with no other', async () => {
  const hub = await startHub()
  expect(await download(hub, hashOf(APP))).toBe(APP)
  await expect(download(hub, hashOf('another'))).rejects.toThrow('sha512 checksum mismatch')
})

test('whoever has another key than the hub is not even asked', async () => {
  const [hub, other] = [await startHub(), await startHub()]
  const asked = providerOf({ address: other.address, pin: hub.pin }).getLatestVersion()
  await expect(asked).rejects.toThrow('it has another key')
  expect(other.asked).toEqual([])
})
