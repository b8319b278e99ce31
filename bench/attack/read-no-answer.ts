import { connect } from 'node:net'
import { loopbackAddress } from '../load/loopback.ts'
import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'

const CONNECTIONS = 100
const QUESTIONS = 100

/** How soon each comes back when it was thrown out. */
const AGAIN_MS = 200

/** Asks for the page over and over on many connections and reads no answer. */
export function readNoAnswer({ ws }: AttackJob): AttackTally {
  const { hostname, port } = new URL(ws)
  const question = `GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`
  const tally = { connections: 0, thrownOut: 0 }
  const open = (): void => {
    const options = { host: hostname, port: Number(port), localAddress: loopbackAddress(1) }
    const connection = connect(options, () => {
      tally.connections += 1
      connection.write(question.repeat(QUESTIONS))
    })
    connection.on('error', () => undefined)
    connection.once('close', () => {
      tally.thrownOut += 1
      setTimeout(open, AGAIN_MS)
    })
  }
  for (let number = 0; number < CONNECTIONS; number += 1) open()
  return tally
}
