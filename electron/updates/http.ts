import {
  request as requestPlain,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as requestSecurely } from 'node:https'
import {
  configureRequestOptions,
  configureRequestUrl,
  HttpExecutor,
  type DownloadOptions,
} from 'builder-util-runtime'
import type { AskedHub } from '../ask-hub.ts'
import { connectTo } from '../lan/verify-hub.ts'

/**
 * How the updater loads: from the hub over a connection on which its key was seen first, as everything that the shell asks of it,
 * and from anywhere else as Node does.
 */
export class UpdateHttp extends HttpExecutor<ClientRequest> {
  readonly #hub: () => AskedHub | null

  constructor(hub: () => AskedHub | null) {
    super()
    this.#hub = hub
  }

  createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest {
    const hub = this.#hub()
    if (hub !== null && hub.pin !== null && isAt(hub.address, options)) {
      return requestPlain({ ...options, protocol: 'http:', ...pinned(hub.pin, options) }, callback)
    }
    return options.protocol === 'http:' ? requestPlain(options, callback) : requestSecurely(options, callback)
  }

  /** Loads a file; rejects where its hash is another one. */
  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const asked: RequestOptions = { headers: options.headers ?? {} }
      configureRequestUrl(url, asked)
      configureRequestOptions(asked)
      const done = (error: Error | null): void => (error ? reject(error) : resolve(destination))
      this.doDownload(asked, { destination, options, onCancel, callback: done, responseHandler: null }, 0)
    })
  }
}

function isAt(address: string, { protocol, hostname, port }: RequestOptions): boolean {
  const url = new URL(address)
  return url.protocol === protocol && url.hostname === hostname && (url.port || '443') === String(port || 443)
}

/** Nothing is written before the key was seen. */
function pinned(pin: string, { hostname, port }: RequestOptions): Pick<RequestOptions, 'createConnection'> {
  const host = (hostname ?? '').replace(/^\[|\]$/g, '')
  return {
    createConnection(_options, ready) {
      void connectTo({ host, port: Number(port || 443) }, pin).then((socket) => {
        if (socket) ready(null, socket)
        else ready(new Error('The hub is not responding, or it has another key.'), undefined as never)
      })
      return undefined
    },
  }
}
