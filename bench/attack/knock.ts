import { connect } from 'node:net'
import { loopbackAddress } from '../load/loopback.ts'
import { upgradeRequest } from '../load/open-socket.ts'
import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'

const CONNECTIONS = 1_000

/** How soon each comes back when it was thrown out. */
const AGAIN_MS = 1_000

/** Opens a thousand connections at once: some say nothing, some ask for a socket, some with a forged token. */
export function knock({ ws }: AttackJob): AttackTally {
  const { hostname, port, pathname } = new URL(ws)
  const tally = { connections: 0, thrownOut: 0 }
  const host = `${hostname}:${port}`
  const words = ['', upgradeRequest(host, pathname), upgradeRequest(host, `${pathname}?token=e30.e30.e30`)]
  const open = (number: number): void => {
    const options = { host: hostname, port: Number(port), localAddress: loopbackAddress(1) }
    const connection = connect(options, () => {
      tally.connections += 1
      connection.write(words[number % words.length] ?? '')
    })
    connection.resume()
    connection.on('error', () => undefined)
    connection.once('close', () => {
      tally.thrownOut += 1
      setTimeout(open, AGAIN_MS, number)
    })
  }
  for (let number = 0; number < CONNECTIONS; number += 1) open(number)
  return tally
}
