import { connect } from 'node:net'
import { loopbackAddress } from '../load/loopback.ts'
import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'

const ADDRESSES = 4

/** More from each than the hub lets in from one. */
const CONNECTIONS_EACH = 200

/** How soon each comes back when it was thrown out. */
const AGAIN_MS = 200

/** Takes every connection it can get from four addresses, each with a body that never ends. */
export function leaveBodiesUnfinished({ ws }: AttackJob): AttackTally {
  const { hostname, port } = new URL(ws)
  const head = [
    'POST /api/v1/token HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    'Content-Length: 1000',
  ]
  const tally = { connections: 0, thrownOut: 0 }
  const open = (address: number): void => {
    const options = { host: hostname, port: Number(port), localAddress: loopbackAddress(address) }
    const connection = connect(options, () => {
      tally.connections += 1
      connection.write(`${head.join('\r\n')}\r\n\r\n{"username":`)
    })
    connection.resume()
    connection.on('error', () => undefined)
    connection.once('close', () => {
      tally.thrownOut += 1
      setTimeout(open, AGAIN_MS, address)
    })
  }
  for (let address = 1; address <= ADDRESSES; address += 1) {
    for (let count = 0; count < CONNECTIONS_EACH; count += 1) open(address)
  }
  return tally
}
