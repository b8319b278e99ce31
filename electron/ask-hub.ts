import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { connectTo } from './lan/verify-hub.ts'
import type { Pin } from './lan/pin.ts'
import { CONTROL_TIMEOUT_MS } from './limits.ts'

/** A hub as the shell itself talks to it. */
export interface AskedHub {
  address: string
  /** The key that it must have; null on this machine, and where a certificate of others proves it. */
  pin: Pin | null
}

export interface HubAnswer {
  ok: boolean
  status: number
  /** Decoded JSON. */
  body: unknown
}

/** Posts JSON to one of the hub's addresses, or gets it where there is no body. Rejects where the hub, with the key it must have, does not answer. */
export async function askHub(
  hub: AskedHub,
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<HubAnswer> {
  const url = new URL(path, hub.address)
  const asked = { ...asking(body, headers), body: body && JSON.stringify(body) }
  return hub.pin === null ? askPlainly(url, asked) : askPinned(url, hub.pin, asked)
}

interface Asked {
  method: string
  headers: Record<string, string>
  body: string | undefined
}

function asking(
  body: object | undefined,
  headers: Readonly<Record<string, string>>,
): Pick<Asked, 'method' | 'headers'> {
  if (body === undefined) return { method: 'GET', headers }
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }
}

async function askPlainly(url: URL, { method, headers, body }: Asked): Promise<HubAnswer> {
  const answer = await fetch(url, {
    ...{ method, headers },
    ...(body !== undefined && { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(CONTROL_TIMEOUT_MS),
  })
  return { ok: answer.ok, status: answer.status, body: (await answer.json()) as unknown }
}

/** Nothing is written before the key was seen to be the hub's. */
async function askPinned(url: URL, pin: Pin, { method, headers, body }: Asked): Promise<HubAnswer> {
  const socket = await connectTo(
    { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) },
    pin,
  )
  if (socket === null) throw new Error('The hub is not responding.')
  return new Promise((resolve, reject) => {
    const asked = request(url.href.replace(/^https/, 'http'), {
      ...{ method, headers },
      createConnection: () => socket,
      signal: AbortSignal.timeout(CONTROL_TIMEOUT_MS),
    })
    asked.once('error', reject)
    asked.once('response', (response) => {
      const status = response.statusCode ?? 0
      text(response)
        .then((said) =>
          resolve({ ok: status >= 200 && status < 300, status, body: JSON.parse(said) as unknown }),
        )
        .catch(reject)
        .finally(() => socket.destroy())
    })
    asked.end(body)
  })
}
