import { spawn, type ChildProcess } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSignedCertificate } from '../../../server/network/certificate.ts'
import { killChild } from '../../../scripts/child.ts'
import { ROOT } from '../../../scripts/project.ts'
import { atEnd } from '../for-whole-file.ts'
import { findProgram } from '../find-program.ts'
import { freePort } from '../free-port.ts'
import { patience } from '../patience.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** What a gym's balancer is started with: the file is the product's own. */
const CONFIGURATION = join(ROOT, 'resources/deploy/haproxy.cfg')

const PATIENCE_MS = patience(20_000)

/** The balancer before some hubs, over TLS. */
export interface Balancer {
  http: string
  ws: string
  /** The certificate, which nobody trusts yet. */
  certificate: string
  /** What it says of a hub, by its place among them: UP, DOWN, or NOLB where it gets nobody new. */
  statusOf: (hub: number) => Promise<string>
  /** What it has written so far. */
  said: () => string
}

/** The path of the program, or null where it is not there and cannot be had. */
export function findHaproxy(): string | null {
  return findProgram('haproxy')
}

/** Starts it before hubs on these ports; ended when the test has finished. */
export async function startBalancer(program: string, hubPorts: readonly number[]): Promise<Balancer> {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const { file, certificate } = await makeCertificate()
  const hubs = hubPorts.map((hub, at) => [`FRONTDESK_HUB${at + 1}`, `127.0.0.1:${hub}`])
  const child = spawn(program, ['-db', '-f', CONFIGURATION], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...Object.fromEntries(hubs),
      FRONTDESK_CERTIFICATE: file,
      FRONTDESK_BALANCER_PORT: String(port),
      FRONTDESK_METRICS_PORT: String(metricsPort),
    },
  })
  atEnd(() => killChild(child))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const statusOf = async (hub: number): Promise<string> => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    const states = new RegExp(
      `^haproxy_server_status\\{proxy="hubs",server="hub${hub + 1}",state="(\\w+)"\\} 1`,
      'm',
    )
    return states.exec(text)?.[1] ?? 'unknown'
  }
  await answering(metricsPort, child, () => said)
  return {
    http: `https://127.0.0.1:${port}/`,
    ws: `wss://127.0.0.1:${port}/ws/checkins/`,
    ...{ certificate, statusOf },
    said: () => said,
  }
}

async function makeCertificate(): Promise<{ file: string; certificate: string }> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const certificate = await selfSignedCertificate(createPrivateKey(key), ['127.0.0.1'], Date.now())
  const file = join(temporaryFolder(), 'balancer.pem')
  writeFileSync(file, `${key}${certificate}\n`)
  return { file, certificate }
}

async function answering(port: number, balancer: ChildProcess, said: () => string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/metrics`)
      return
    } catch (error) {
      if (balancer.exitCode !== null || performance.now() > until)
        throw new Error(`The balancer did not start: ${said()}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
