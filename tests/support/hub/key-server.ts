import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { pinOf, type Pin } from '../../../electron/lan/pin.ts'
import { selfSignedCertificate } from '../../../server/network/certificate.ts'

/** Whoever answers at a place, with a key of its own. */
export interface KeyServer {
  host: string
  port: number
  /** Ends in `/`. */
  address: string
  /** What it is known by. */
  pin: Pin
  /** What it shows, in PEM. */
  certificate: string
  /** The paths that it was asked for. */
  asked: string[]
}

/** Answers over TLS on this machine, with a new key and its own word for it, as a hub on the LAN does. */
export async function startKeyServer(answer: RequestListener): Promise<KeyServer> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const host = '127.0.0.1'
  const cert = await selfSignedCertificate(privateKey, [host], Date.now())
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const asked: string[] = []
  const server = createServer({ key, cert, minVersion: 'TLSv1.3' }, (request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const pin = pinOf(new X509Certificate(cert))
  return { host, port, address: `https://${host}:${port}/`, pin, certificate: cert, asked }
}
