import { connect } from 'node:net'
import { onTestFinished } from 'vitest'

/** What came back for the bytes of one or more requests. */
export interface Exchange {
  /** The status of each answer, in order; empty where the hub hung up without one. */
  statuses: number[]
  text: string
}

/** Writes bytes to the hub's port, stops writing once an answer has begun, and reads until the hub hangs up. */
export function exchange(hub: { http: string }, bytes: string, from?: string): Promise<Exchange> {
  const { hostname, port } = new URL(hub.http)
  const local = from === undefined ? {} : { localAddress: from }
  const connection = connect({ host: hostname, port: Number(port), ...local })
  onTestFinished(() => void connection.destroy())
  let text = ''
  connection.on('error', () => undefined)
  connection.on('data', (data: Buffer) => {
    text += data.toString('latin1')
    if (text.includes('\r\n\r\n')) connection.end()
  })
  connection.write(Buffer.from(bytes, 'latin1'))
  return new Promise((resolve) => {
    connection.once('close', () => {
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
      resolve({ statuses, text })
    })
  })
}
