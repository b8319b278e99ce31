import { verify, type KeyObject } from 'node:crypto'
import type { CustomPublishOptions } from 'builder-util-runtime'
import { Provider, type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater'
import {
  parseUpdateInfo,
  resolveFiles,
  type ProviderRuntimeOptions,
} from 'electron-updater/out/providers/Provider.js'
import { UPDATE_LIST_GOOD_FOR_MS } from '../limits.ts'
import { signedAt, signedContent } from './signed-list.ts'

/** Where the updates are, and the key that whoever makes them signs with. */
export interface SignedSource extends CustomPublishOptions {
  url: string
  key: KeyObject
  /** Milliseconds since 1970 UTC. */
  now: () => number
}

/**
 * The list of the newest version, taken only with the signature of whoever makes this app beside it: a folder in the network, and a
 * hub that somebody got into, hand on what they were given. The list names the files' hashes, so that they are signed too, and its
 * date, so that nobody keeps PCs at an old version by handing on its list.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #source: SignedSource

  constructor(source: SignedSource, _updater: AppUpdater, options: ProviderRuntimeOptions) {
    super(options)
    this.#source = source
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`
    const address = new URL(name, this.#source.url)
    const list = await this.#read(address)
    const signature = await this.#read(new URL(`${name}.sig`, this.#source.url))
    if (!verify(null, signedContent(name, list), this.#source.key, Buffer.from(signature.trim(), 'base64'))) {
      throw new Error(`${name} is not signed by whoever makes this app: nothing of it is installed.`)
    }
    const info = parseUpdateInfo(list, name, address)
    const at = signedAt(info)
    if (at === null || this.#source.now() - at > UPDATE_LIST_GOOD_FOR_MS) {
      throw new Error(`${name} was signed too long ago: nothing of it is installed.`)
    }
    return info
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, new URL(this.#source.url))
  }

  async #read(address: URL): Promise<string> {
    return (await this.httpRequest(address)) ?? ''
  }
}
